#include "kernels/suppliers/suppliers_stage.hpp"
namespace gs::GS_BACKEND {
void SuppliersStage::run(World&) {}
}
