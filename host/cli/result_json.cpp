#include "host/cli/result_json.hpp"

namespace gs::cli {
namespace {
constexpr char const* stops[] = {"finished", "tick limit", "time limit", "signal"};

JsonLine laws(Audit const& a) {
  return JsonLine()
      .add("goods", a.goods)
      .add("money", a.money)
      .add("wants", a.wants)
      .add("orders", a.orders)
      .add("stock", a.stock)
      .add("hours", a.ledger_drift);
}
}  // namespace

JsonLine result_json(config::Resolved const& resolved, run::RunResult const& r) {
  JsonLine metrics, units, notes;
  for (run::Metric const& m : r.metrics) {
    metrics.add(m.name, m.value);
    units.add(m.name, m.info == nullptr ? "1" : m.info->unit);
    if (!m.note.empty()) notes.add(m.name, m.note);
  }
  double const pace = r.run_seconds > 0.0 ? static_cast<double>(r.ticks) * static_cast<double>(r.members) / r.run_seconds : 0.0;
  JsonLine out("result");
  out.add("scenario", resolved.scenario)
      .add("design", resolved.design)
      .add("world", resolved.world)
      .add("industry", resolved.industry)
      .add("config_sha256", resolved.sha256);
  out.add("seed", resolved.params.seed).add("members", r.members).add("ticks", r.ticks);
  out.add("backend", run::backend_names[static_cast<int>(r.backend)]).add("device", r.device);
  out.add("build_seconds", r.build_seconds).add("run_seconds", r.run_seconds).add("member_ticks_per_s", pace).add("memory_bytes", r.memory.total());
  out.add("state_hash", fmt::format("{:016x}", r.state_hash)).add("stop", stops[static_cast<int>(r.stop)]);
  out.raw("broken_law", r.broken_law.empty() ? "null" : json_text(r.broken_law)).add("audit", laws(r.audit));
  out.add("file", r.file.string()).add("checkpoint", r.checkpoint.string()).add("exit_code", r.exit_code());
  return out.add("metrics", metrics).add("units", units).add("notes", notes);
}

}  // namespace gs::cli
