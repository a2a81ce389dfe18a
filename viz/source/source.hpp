#pragma once
//! Where what is looked at comes from: a simulation that runs, its history in memory, or a file. Panels know only this.
#include <memory>
#include <optional>
#include "viz/source/facts.hpp"
#include "viz/source/rows.hpp"

namespace gs::viz {

//! Tables of one moment, for the overlays and lists that rows cannot give. Live: of the present. A file: of the last day that ended, without
//! the snapshot; all of it once the run has been done again up to there.
struct Deep {
  Seconds time = 0;
  Snapshot snapshot;
  std::vector<std::uint8_t> site_open, supplier_up;
  std::vector<Seconds> site_queue;
  std::vector<double> site_units;  //!< [site] units on hand
  std::vector<double> zone_cover;  //!< [zone] days of demand that its sites hold
};

//! What a file holds of one thing in a row of its small tables.
struct Recorded {
  struct Figure {
    std::string name, unit;
    double number;
  };
  Seconds at = 0;
  std::vector<Figure> figures;
};
//! One figure of it over time.
struct Trajectory {
  std::vector<double> x, y;  //!< [s], [unit]
  std::string unit = {};
};

class LiveSource;
class FileSource;
class Simulation;

class Source {
 public:
  enum class Kind { live, history, file };
  virtual ~Source() = default;
  virtual Kind kind() const = 0;
  Facts const& facts() const { return facts_; }
  Rows const& rows() const { return rows_; }
  //! Takes what has arrived since the last call; true if anything changed. Called once a frame.
  virtual bool update() { return false; }
  //! Non-null when there is a simulation behind it that can be paused, rewound and changed.
  virtual LiveSource* live() { return nullptr; }
  virtual FileSource* file() { return nullptr; }
  //! The newest tables that tell of `t`; compare their time with it.
  virtual std::shared_ptr<Deep const> deep(Seconds /*t*/) const { return nullptr; }
  //! The engine that stands where one looks and can be asked about anything; null when there is none.
  virtual Simulation* engine_at(Seconds /*t*/) { return nullptr; }
  //! By axis ("member", "supplier", "site", "sku", "stock_point", "zone"): which ids are recorded day by day, and what of them.
  virtual std::vector<std::int64_t> recorded_ids(std::string const& /*axis*/) const { return {}; }
  virtual std::optional<Recorded> recorded(std::string const& /*axis*/, std::int64_t /*id*/, Seconds /*t*/) const { return {}; }
  virtual Trajectory trajectory(std::string const& /*axis*/, std::int64_t /*id*/, std::string const& /*figure*/) const { return {}; }
  //! What was injected, in order of time.
  virtual std::vector<Event> events() const { return {}; }
  //! Empty = all is well; else one sentence for the person who looks.
  virtual std::string trouble() const { return {}; }

 protected:
  explicit Source(Facts facts) : facts_(std::move(facts)), rows_(facts_.shape()) {}
  Facts facts_;
  Rows rows_;
};

//! What a rewind left behind, or any rows kept in memory.
class HistorySource final : public Source {
 public:
  //! `deep`: the tables as they were when it was left.
  HistorySource(Facts facts, Rows rows, std::vector<Event> events = {}, std::shared_ptr<Deep const> deep = nullptr)
      : Source(std::move(facts)), events_(std::move(events)), deep_(std::move(deep)) {
    rows_ = std::move(rows);
  }
  Kind kind() const override { return Kind::history; }
  std::shared_ptr<Deep const> deep(Seconds) const override { return deep_; }
  std::vector<Event> events() const override { return events_; }

 private:
  std::vector<Event> events_;
  std::shared_ptr<Deep const> deep_;
};

}  // namespace gs::viz
