#include "host/experiments/crew.hpp"

namespace gs::experiments {

Crew::Crew(Desk& desk, int workers, bool processes, Child::Run run) : run_(std::move(run)) {
  for (int w = 0; processes && w < workers; ++w) {
    children_.push_back(std::make_unique<Child>(run_));
    children_.back()->start();
  }
  for (int w = 0; w < workers; ++w) threads_.emplace_back([this, &desk, w] { work(desk, w); });
}

void Crew::work(Desk& desk, int worker) const {
  auto const on_part = [&](double part) { desk.report(worker, part); };
  for (std::int64_t job; (job = desk.take()) >= 0;) {
    Outcome outcome = children_.empty() ? run_(job, on_part) : children_[static_cast<std::size_t>(worker)]->run(job, on_part);
    desk.report(worker, 0.0);
    desk.put(job, std::move(outcome));
  }
}

}  // namespace gs::experiments
