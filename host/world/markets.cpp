#include "host/world/markets.hpp"

namespace gs::world {

Markets::Markets(Draft const& draft) : elastic_(draft.params.design.elastic), modular_(draft.params.design.modular), scale_(draft.scale) {
  elastic_ ? add_flexible() : add_dedicated();
  plants_ = count();
  if (!draft.params.design.micro_making) return;
  for (std::uint32_t region = 0; region < scale_.regions; ++region) list_.push_back({Process::printing, 0xffff});
}

void Markets::add_flexible() {
  int const processes = modular_ ? count_of<Process> : std::min<int>(3, static_cast<int>(scale_.lines));
  for (int p = 0; p < processes; ++p) list_.push_back({static_cast<Process>(p), 0xffff});
}

void Markets::add_dedicated() {
  auto const add = [this](Process p, std::uint32_t family) { list_.push_back({p, static_cast<std::uint16_t>(family)}); };
  std::uint32_t const per_line = scale_.families_per_line;
  for (std::uint32_t f = 0; f < scale_.families(); ++f) add(modular_ ? Process::assembly : process_of_line(f / per_line), f);
  if (!modular_) return;
  for (std::uint32_t f = 0; f < scale_.families(); ++f) add(part_process[0], f);
  for (int part = 1; part < parts; ++part)
    for (std::uint32_t line = 0; line < scale_.lines; ++line) add(part_process[part], line * per_line);
}

std::uint32_t Markets::flexible(Process p) const { return static_cast<std::uint32_t>(at(p)); }

std::uint32_t Markets::of_sku(std::uint32_t family) const {
  if (!elastic_) return family;
  return flexible(modular_ ? Process::assembly : process_of_line(family / scale_.families_per_line));
}

std::uint32_t Markets::of_module(Goods const& goods, std::uint32_t module) const {
  int const part = goods.part_of_module(module);
  if (elastic_) return flexible(part_process[part]);
  if (part == 0) return scale_.families() + goods.family_of_module(module);
  return 2 * scale_.families() + static_cast<std::uint32_t>(part - 1) * scale_.lines + goods.line_of_module(module);
}

std::uint32_t Markets::of_printing() const { return elastic_ && modular_ ? flexible(Process::printing) : ~0u; }

}  // namespace gs::world
