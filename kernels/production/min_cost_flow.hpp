#pragma once
//! Integer minimum-cost flow by successive shortest paths with potentials (Ahuja, Magnanti and Orlin 1993, ch. 9). Host code, once a period.
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace gs::GS_BACKEND {

class MinCostFlow {
 public:
  explicit MinCostFlow(std::size_t nodes) : leaving_(nodes), potential_(nodes, 0) {}

  //! An arc with capacity and cost >= 0; returns its number.
  std::size_t add_arc(std::size_t from, std::size_t to, std::int64_t capacity, std::int64_t cost) {
    leaving_[from].push_back(arcs_.size());
    arcs_.push_back({to, capacity, cost});
    leaving_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0, -cost});
    return arcs_.size() - 2;
  }
  std::int64_t flow(std::size_t arc) const { return arcs_[arc + 1].room; }

  //! Sends as much as fits, as cheaply as that can be done; returns how much. Ties go to the lower node and arc.
  std::int64_t solve(std::size_t source, std::size_t sink) {
    std::int64_t sent = 0;
    while (find_path(source, sink)) {
      std::int64_t room = unreachable;
      for (std::size_t v = sink; v != source; v = arcs_[by_[v] ^ 1].to) room = room < arcs_[by_[v]].room ? room : arcs_[by_[v]].room;
      for (std::size_t v = sink; v != source; v = arcs_[by_[v] ^ 1].to) {
        arcs_[by_[v]].room -= room;
        arcs_[by_[v] ^ 1].room += room;
      }
      sent += room;
    }
    return sent;
  }

 private:
  struct Arc {
    std::size_t to;
    std::int64_t room, cost;
  };
  static constexpr std::int64_t unreachable = INT64_C(1) << 60;

  //! Dijkstra on reduced costs; by_[v] is the arc on which v was reached.
  bool find_path(std::size_t source, std::size_t sink) {
    std::vector<std::int64_t> distance(leaving_.size(), unreachable);
    by_.assign(leaving_.size(), 0);
    std::priority_queue<std::pair<std::int64_t, std::size_t>, std::vector<std::pair<std::int64_t, std::size_t>>, std::greater<>> open;
    distance[source] = 0;
    open.push({0, source});
    while (!open.empty()) {
      auto const [d, v] = open.top();
      open.pop();
      if (v == sink) break;  // what is farther away than the sink is on no shortest path
      if (d == distance[v]) relax(v, distance, open);
    }
    if (distance[sink] == unreachable) return false;
    for (std::size_t v = 0; v < leaving_.size(); ++v) potential_[v] += distance[v] < distance[sink] ? distance[v] : distance[sink];
    return true;
  }
  template <class Open>
  void relax(std::size_t v, std::vector<std::int64_t>& distance, Open& open) {
    for (std::size_t const a : leaving_[v]) {
      Arc const& arc = arcs_[a];
      std::int64_t const d = distance[v] + arc.cost + potential_[v] - potential_[arc.to];
      if (arc.room <= 0 || d >= distance[arc.to]) continue;
      distance[arc.to] = d;
      by_[arc.to] = a;
      open.push({d, arc.to});
    }
  }

  std::vector<Arc> arcs_;
  std::vector<std::vector<std::size_t>> leaving_;
  std::vector<std::int64_t> potential_;
  std::vector<std::size_t> by_;
};

}  // namespace gs::GS_BACKEND
