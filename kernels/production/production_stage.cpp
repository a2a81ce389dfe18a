#include "kernels/production/production_stage.hpp"
namespace gs::GS_BACKEND {
void ProductionStage::run(World&) {}
}
