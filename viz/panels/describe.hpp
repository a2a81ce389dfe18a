#pragma once
//! Every field of a thing, with its unit: from the world's tables, from rows, and from the running engine where there is one.
#include "viz/panels/session.hpp"

namespace gs::viz {

//! Starts a look; fields of the live engine arrive when its thread has answered.
std::shared_ptr<Inspection const> describe(Session const& session, Selection what, std::shared_ptr<Answer> answer);

//! All of a figure that a file has followed; nothing where it has not.
Trajectory trajectory(Session const& session, Selection what, std::string const& field);

//! "member 1234", "sku 12", "order 99", "zone 3", "12" (a SKU): what a person typed into the search field.
Selection read_selection(std::string const& text);
//! Whether there is such a thing in this world.
bool exists(Facts const& facts, Selection s);

}  // namespace gs::viz
