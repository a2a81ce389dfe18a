#pragma once
//! Keeps what is down (lever 21): declared outages, ramps of levers and what was injected by hand, and writes it into the tables that the
//! stages read. Host work at the moments at which something changes; a tick without a change costs one comparison.
#include <map>
#include <memory>
#include <vector>
#include "kernels/engine/engine.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class OutageBook {
 public:
  explicit OutageBook(WorldData const& d);
  //! Brings the tables to time `now`. Called at the start of a tick.
  void apply_due(World& w, Seconds now);
  //! An outage by hand, from now until `end` of the same thing; planners learn of it after the usual two days.
  void begin(World& w, Outage outage, Seconds now);
  //! Somebody puts it right: every outage of that thing, declared or not, is over.
  void end(World& w, OutageOf what, std::uint32_t id, Seconds now);

  void save(StateSink& sink) const;
  //! Reads what is down and brings the tables of a resumed run to `now`.
  void load(World& w, StateSource& source, Seconds now);

 private:
  //! What is hit, after regions and materials were taken apart: a supplier, a site, a lane, or a stock point that buys a material.
  using Thing = std::pair<OutageOf, std::uint32_t>;
  struct Part {
    Outage outage;
    bool on = false, known = false;
  };
  struct Change {
    Seconds at;
    std::uint32_t part;
  };
  struct Maps;  //!< what stands where; made when the first outage comes

  void prepare(World& w);
  void add(Outage const& outage);
  void plan_changes();
  void write(World& w, Thing thing);
  void write_supplier(World& w, std::uint32_t id);
  void write_site(World& w, std::uint32_t id);
  void write_lane(World& w, std::uint32_t id);
  void write_recipe(World& w, std::uint32_t recipe);
  void write_point(World& w, std::uint32_t point);
  void wake_standby(World& w);
  void count(World& w) const;
  template <class Holds>
  bool any(Thing thing, Holds&& holds) const;
  std::uint8_t left_of(Thing thing) const;
  std::uint32_t slow_of(Thing thing, bool as_told) const;
  bool recipe_down(std::uint32_t recipe, bool as_known) const;

  std::vector<Outage> declared_;
  std::vector<SupplierId> standby_;
  std::shared_ptr<Maps> maps_;
  std::vector<Part> parts_;
  std::map<Thing, std::vector<std::uint32_t>> of_thing_;
  std::vector<Change> changes_;                   //!< sorted by time
  std::size_t next_ = 0;                          //!< those from here on are ahead
  std::map<std::uint32_t, std::uint8_t> pauses_;  //!< by stock point, where any
};

}  // namespace gs::GS_BACKEND
