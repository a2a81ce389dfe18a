#include "host/theory/case.hpp"
#include <cmath>
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

using config::Block;
using config::Literal;

//! Numbers and texts of [[case]]; then [values], which may speak of them.
Names names_of(config::TextbookFile const& file, Block const& block) {
  Names names;
  names.numbers["pi"] = 3.14159265358979323846;
  auto const read = [&names](Block const& from) {
    for (auto const& [key, cell] : from.cells) {
      Literal const& v = cell.values.at(0);
      bool const text = v.type == Literal::Type::text && (v.text.empty() || v.text[0] != '=');
      if (names.numbers.contains(key) || names.texts.contains(key)) continue;
      if (text || v.type == Literal::Type::boolean)
        names.texts[key] = v.text;
      else
        names.numbers[key] = Reading(from, scope_of(names), names).number(key, 0.0);
    }
  };
  read(block);
  for (Block const& b : file.blocks)
    if (b.name == "values") read(b);
  return names;
}

std::vector<Block const*> blocks_of(Case const& c, std::string const& name) {
  std::vector<Block const*> out;
  for (Block const& b : c.file->blocks)
    if (b.name == name) out.push_back(&b);
  return out;
}

void refuse_unknown(config::TextbookFile const& file) {
  static std::vector<std::string> const known = {"run",  "values", "case",   "point",   "recipe",  "demand",
                                                 "pool", "link",   "outage", "measure", "variant", "crowd"};
  for (Block const& b : file.blocks)
    if (std::find(known.begin(), known.end(), b.name) == known.end())
      throw config::ConfigErrors({{"unknown table [" + b.name + "] in a textbook file", b.at,
                                   "run, values, case, point, recipe, demand, pool, link, outage, crowd, measure, variant"}});
}

Case read_case(std::shared_ptr<config::TextbookFile const> const& file, Block const& block) {
  Case c;
  c.file = file, c.family = file->name;
  c.names = names_of(*file, block);
  auto const text = [&c](char const* key, std::string const& otherwise) {
    auto const at = c.names.texts.find(key);
    return at == c.names.texts.end() ? otherwise : at->second;
  };
  c.id = text("id", ""), c.cannot = text("cannot", ""), c.note = text("note", "");
  c.source = text("source", file->source), c.description = text("description", file->description);
  c.quick = text("quick", "true") == "true";
  if (c.id.empty()) throw config::ConfigErrors({{"a case without an id", block.at, "id = \"…\""}});
  return c;
}

}  // namespace

std::vector<Case> read_cases(std::vector<std::filesystem::path> const& files) {
  std::vector<Case> cases;
  for (auto const& path : files) {
    auto const file = std::make_shared<config::TextbookFile const>(config::read_textbook(path));
    refuse_unknown(*file);
    for (Block const& b : file->blocks)
      if (b.name == "case") cases.push_back(read_case(file, b));
  }
  return cases;
}

Case variant_of(Case const& c, std::string const& name) {
  Case out = c;
  for (Block const* b : blocks_of(c, "variant")) {
    Reading r(*b, scope_of(c.names), c.names);
    if (r.text("name", "") != name) continue;
    for (auto const& [key, cell] : b->cells)
      if (key != "name") out.names.numbers[key] = r.number(key, 0.0);
    return out;
  }
  throw ConfigError(c.family + ".toml has no [[variant]] called '" + name + "'");
}

RunPlan plan_of(Case const& c, bool quick) {
  auto const blocks = blocks_of(c, "run");
  if (blocks.empty()) throw ConfigError(c.family + ".toml has no [run]");
  Reading r(*blocks.front(), scope_of(c.names), c.names);
  RunPlan p;
  p.tick = r.duration("tick", day), p.observe = r.duration("observe", p.tick), p.warmup = r.duration("warmup", 0);
  p.copies = static_cast<int>(r.number("copies", 1)), p.replications = static_cast<int>(r.number("replications", 8));
  p.grains = static_cast<std::int64_t>(r.number("grains_per_unit", 1));
  p.length = r.duration("length", 100 * day), p.flow = r.flag("flow", false);
  Seconds const brief = r.duration("quick_length", p.length / 10 / day * day + day);
  int const few = static_cast<int>(r.number("quick_replications", 8));
  if (quick) p.length = brief, p.replications = few;
  r.done();
  return p;
}

std::vector<Quantity> quantities_of(Case const& c, bool quick) {
  std::vector<Quantity> out;
  for (Block const* block : blocks_of(c, "measure")) {
    Reading r(*block, scope_of(c.names), c.names);
    Quantity q;
    q.name = r.text("name", ""), q.value = r.text("value", ""), q.variant = r.text("in", "");
    if (q.value.empty() || q.value[0] != '=')
      r.fail("value", "a measure needs a value, an expression over statistics", "value = \"= net_mean(shop)\"");
    q.value = q.value.substr(1);
    if (r.has("expect")) q.expect = r.number("expect", 0.0);
    if (r.has("above")) q.above = r.number("above", 0.0);
    if (r.has("below")) q.below = r.number("below", 0.0);
    q.own = r.flag("own", false), q.difference = r.flag("change", false);
    q.relative = r.number("rel", 0.0), q.absolute = r.number("abs", 0.0);
    if (!q.expect && !q.above && !q.below) r.fail("name", "a measure needs expect, above or below");
    bool const applies = r.number("when", 1.0) != 0.0 && (r.flag("quick", true) || !quick);
    std::vector<std::string> const dearer = r.list("dearer");
    r.done();
    if (!applies) continue;
    out.push_back(q);
    for (std::string const& variant : dearer) out.push_back({variant + " dearer by", q.value, variant, true, true, {}, 0.0, {}, 0.0, 0.0});
  }
  return out;
}

}  // namespace gs::theory
