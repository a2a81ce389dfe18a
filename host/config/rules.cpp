//! Rules between values. Each names the key to change; all are checked, all broken ones are reported.
#include <algorithm>
#include <tuple>
#include "host/config/loader.hpp"
#include "kernels/state/member_row.hpp"

namespace gs::config {
namespace {

constexpr double share_tolerance = 1e-6;  //!< shares are written as decimals

//! To six decimals, for messages.
std::string rounded(double x) { return write_real(static_cast<double>(static_cast<std::int64_t>(x * 1e6 + (x < 0 ? -0.5 : 0.5))) / 1e6); }

class Rules {
 public:
  Rules(Params const& params, Loader const& loader, Problems& problems, std::vector<std::string>& warnings)
      : p_(params), loader_(loader), problems_(problems), warnings_(warnings) {}

  void check() {
    clock();
    world();
    channels();
    for (WaveParams const& wave : p_.waves) this->wave(wave);
    for (DisruptionParams const& disruption : p_.disruptions) this->disruption(disruption);
    levers();
    bool const ticks = day % p_.clock.tick == 0;  // else every policy would complain as well
    for (std::string const& name : policy_names_list())
      if (ticks) policy(name, *policy_of(const_cast<Params&>(p_), name));
    advice();
  }

 private:
  void require(bool holds, std::string const& key, std::string message, std::string hint) {
    if (!holds) problems_.push_back({std::move(message), where(key), std::move(hint)});
  }
  //! The key, else the entry it belongs to.
  Origin where(std::string const& key) const {
    Origin const at = loader_.origin(key);
    return at.file.empty() ? loader_.origin(key.substr(0, key.rfind('.'))) : at;
  }

  void clock() {
    ClockParams const& c = p_.clock;
    require(day % c.tick == 0, "clock.tick", "clock.tick = " + write_duration(c.tick) + " does not divide a day",
            "e.g. \"1 h\", \"30 min\", \"5 min\"");
    require(c.tick % c.fine_tick == 0, "clock.fine_tick",
            "clock.fine_tick = " + write_duration(c.fine_tick) + " does not divide clock.tick = " + write_duration(c.tick), "e.g. \"5 min\"");
    require(c.warmup % day == 0, "clock.warmup", "clock.warmup = " + write_duration(c.warmup) + " is not a multiple of a day", "e.g. \"60 d\"");
    double const minutes = static_cast<double>(c.warmup + c.length) / minute;
    require(minutes < StoredMember::minutes, "clock.length", "clock.warmup + clock.length = " + write_duration(c.warmup + c.length) + " are too long",
            "members remember 31 years: together at most \"31 y\"");
    require(c.length % c.tick == 0, "clock.length",
            "clock.length = " + write_duration(c.length) + " is not a multiple of clock.tick = " + write_duration(c.tick), "e.g. \"30 d\"");
  }

  void world() {
    WorldParams const& w = p_.world;
    auto const number = [](std::int64_t n) { return std::to_string(n); };
    require(w.families % w.lines == 0, "world.families",
            "world.families = " + number(w.families) + " is not a multiple of world.lines = " + number(w.lines),
            "e.g. families = " + number((w.families / w.lines + 1) * w.lines));
    require(w.zones % w.regions == 0, "world.zones",
            "world.zones = " + number(w.zones) + " is not a multiple of world.regions = " + number(w.regions),
            "e.g. zones = " + number((w.zones / w.regions + 1) * w.regions));
    require(w.material_spread <= w.material_lead, "world.material_spread",
            "world.material_spread is longer than world.material_lead: goods would arrive before they are ordered",
            "at most " + write_duration(w.material_lead));
    require(p_.members.count > 0 || !p_.network.file.empty(), "members.count", "members.count = 0, and no network brings demand of its own",
            "e.g. members.count = 1_000_000, or name a network.file");
    require(!(p_.choice.budget > 0.0) || p_.choice.price > 0.0, "choice.budget",
            "choice.budget needs choice.price above 0: without it prices are not seen", "e.g. choice.price = 0.5");
    require(!p_.network.members || !p_.network.file.empty(), "network.demand", "network.demand = \"members\" without a network.file",
            "name the file, or leave network.demand out");
    require(!p_.network.members || p_.members.count > 0, "network.demand", "network.demand = \"members\" with members.count = 0",
            "set members.count");
  }

  void channels() {
    if (p_.channels.empty())
      return require(p_.members.count == 0, "members.count", "there are members but no [[channel]] to reach them by",
                     "use a world that has channels, e.g. default_world = \"market\"");
    double sum = 0.0;
    for (ChannelParams const& channel : p_.channels) sum += channel.share;
    require(std::max(sum - 1.0, 1.0 - sum) < share_tolerance, "channel." + p_.channels.back().name + ".share",
            "the shares of all channels add up to " + rounded(sum) + ", not 1", "looks happen somewhere: change one share by " + rounded(1.0 - sum));
  }

  void wave(WaveParams const& w) {
    std::string const key = "wave." + w.name + ".";
    Seconds const first_end = w.start + w.duration, last_end = first_end + (w.times - 1) * w.repeat;
    require(w.start >= -p_.clock.warmup, key + "start", "wave '" + w.name + "' starts before the run: " + write_duration(w.start),
            "the warm-up reaches back " + write_duration(p_.clock.warmup));
    require(first_end <= p_.clock.length, key + "start",
            "wave '" + w.name + "' ends at " + write_duration(first_end) + ", after the run: clock.length = " + write_duration(p_.clock.length),
            "start it earlier or make the run longer");
    bool const repeats_fit = first_end > p_.clock.length || last_end <= p_.clock.length;
    require(repeats_fit, key + "times",
            "the last of " + std::to_string(w.times) + " waves '" + w.name + "' ends at " + write_duration(last_end) +
                ", after the run: clock.length = " + write_duration(p_.clock.length),
            "fewer times, or a longer run");
    require(w.times == 1 || w.repeat >= w.duration, key + "repeat", "wave '" + w.name + "' comes again before it has ended",
            "repeat at least " + write_duration(w.duration));
    bool const spreads = w.kind == WaveKind::cascade || w.kind == WaveKind::longtail;
    require(!spreads || w.seeds > 0, key + "seeds", "wave '" + w.name + "' is passed on by members, but nobody starts it", "e.g. seeds = 200");
    require(w.kind != WaveKind::trace || !p_.trace_file.empty(), key + "kind", "wave '" + w.name + "' follows a trace, but there is no trace.file",
            "give --trace FILE or set trace.file");
    require(w.kind != WaveKind::noise || w.bots > 0.0, key + "bots", "wave '" + w.name + "' is noise, but has no bots", "e.g. bots = 3.0");
  }

  void disruption(DisruptionParams const& d) {
    std::string const key = "disruption." + d.name + ".";
    require(d.start >= -p_.clock.warmup, key + "start", "disruption '" + d.name + "' starts before the run: " + write_duration(d.start),
            "the warm-up reaches back " + write_duration(p_.clock.warmup));
    require(d.start < p_.clock.length, key + "start",
            "disruption '" + d.name + "' starts at " + write_duration(d.start) + ", after the run: clock.length = " + write_duration(p_.clock.length),
            "start it earlier or make the run longer");
    bool const of_lanes = d.what == OutageOf::lane || d.what == OutageOf::region;
    require(d.slow == 1.0 || of_lanes, key + "slow", "disruption '" + d.name + "' is slow, but only lanes and regions can be", "leave slow out");
    bool const places = d.pauses == OutageKind::closed || d.what == OutageOf::site || d.what == OutageOf::material || of_lanes;
    require(places, key + "pauses", "disruption '" + d.name + "' pauses what a supplier of hours does not do", "pauses = \"closed\", with a depth");
  }

  void levers() {
    require(!p_.design.grades.on || p_.design.modular, "lever.grades.on", "lever.grades makes to order from modules, but lever.modular is off",
            "set lever.modular.on = true");
    for (auto const& [name, on, cost] :
         {std::tuple{"modular", p_.design.modular, &p_.design.modular_cost}, {"tiers", p_.design.tiers, &p_.design.tiers_cost}})
      require(!on || cost->ramp == 0, std::string("lever.") + name + ".ramp",
              std::string("lever.") + name + " shapes the world that a run starts in, so it cannot grow while the run goes on", "leave ramp out");
  }

  void policy(std::string const& name, PolicyParams const& p) {
    std::string const key = "policy." + name + ".";
    require(p.review % p_.clock.tick == 0, key + "review",
            "policy." + name + ".review = " + write_duration(p.review) + " is not a multiple of clock.tick", "e.g. \"1 d\"");
    require(p.phase < p.review, key + "phase",
            "policy." + name + ".phase = " + write_duration(p.phase) + " is not below its review period " + write_duration(p.review),
            "0 s to review");
    require(p.phase % p_.clock.tick == 0, key + "phase", "policy." + name + ".phase is not a multiple of clock.tick", "e.g. \"6 h\"");
    require(p.bucket % p_.clock.tick == 0, key + "bucket", "policy." + name + ".bucket is not a multiple of clock.tick", "e.g. \"1 d\"");
    require(delay_of(p) % p_.clock.tick == 0, key + (p.information_delay_hours > 0.0 ? "information_delay" : "decision_delay"),
            "policy." + name + ": information_delay + decision_delay = " + write_duration(delay_of(p)) + " is not a multiple of clock.tick",
            "whole hours");
    require(p.sharing == SharingKind::orders || p.forecast != ForecastKind::constant, key + "sharing",
            "policy." + name + " is told of demand, but forecast = \"constant\" listens to nothing", "forecast = \"moving_average\"");
    require(p.sharing != SharingKind::forecast || p.forecast == ForecastKind::moving_average || p.forecast == ForecastKind::sensed, key + "sharing",
            "policy." + name + " is told forecasts; they are added to an average of what is asked directly",
            "forecast = \"moving_average\" or \"sensed\"");
    require(p.forecast != ForecastKind::sensed || p_.design.sensing, key + "forecast",
            "policy." + name + " forecasts from sensed demand, but lever.sensing is off",
            "set lever.sensing.on = true, or forecast = \"moving_average\"");
  }

  //! Allowed, but likely not meant.
  void advice() {
    Seconds const information = delay_of(p_.design.material);
    Seconds const longest = p_.world.material_lead + p_.design.material.review + information;
    if (p_.clock.warmup < 2 * longest && p_.network.file.empty() && !p_.waves.empty())
      warnings_.push_back("clock.warmup = " + write_duration(p_.clock.warmup) +
                          " is shorter than twice the longest L + R = " + write_duration(longest) + ": the start may show in the results");
    for (WaveParams const& w : p_.waves) {
      Seconds const end = w.start + w.duration + (w.times - 1) * w.repeat;
      if (end + longest > p_.clock.length && p_.network.file.empty())
        warnings_.push_back("the run ends " + write_duration(p_.clock.length - end) + " after wave '" + w.name + "'; the longest L + R is " +
                            write_duration(longest) + ": what the wave does to supply is cut off");
    }
    double const r0 = static_cast<double>(p_.cascade.contacts) * p_.cascade.see * p_.cascade.share;
    if (r0 >= 1.0) warnings_.push_back("R0 = contacts x see x share = " + write_real(r0) + ": word of mouth ends only when everyone has heard");
  }

  Params const& p_;
  Loader const& loader_;
  Problems& problems_;
  std::vector<std::string>& warnings_;
};

}  // namespace

void check_rules(Params const& params, Loader const& loader, Problems& problems, std::vector<std::string>& warnings) {
  Rules(params, loader, problems, warnings).check();
}

}  // namespace gs::config
