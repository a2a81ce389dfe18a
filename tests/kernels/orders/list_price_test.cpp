//! What a discount is counted from.
#include <gtest/gtest.h>
#include "kernels/orders/advance.hpp"

namespace gs::cpu {
namespace {

//! As members are asked it: list price less the cut, and the premium on that, rounded down.
Cents asked(Cents list, double cut, Grade grade, double const* premium) {
  Cents const price = list - to_int(nearest(static_cast<double>(list) * cut));
  return grade == Grade::basic ? price : price + to_int(static_cast<double>(price) * premium[static_cast<int>(grade) - 1]);
}

TEST(ListPrice, IsWhatIsPaidWhereNothingIsCut) {
  double const premium[] = {0.12, 0.60};
  for (Cents list = 1; list < 30000; list += 37)
    for (Grade const g : {Grade::basic, Grade::deep, Grade::extreme}) {
      EXPECT_EQ(list_price(list, g, premium), asked(list, 0.0, g, premium));
      EXPECT_GE(list_price(list, g, premium), asked(list, 0.2, g, premium));
    }
  EXPECT_EQ(list_price(10000, Grade::basic, premium) - asked(10000, 0.2, Grade::basic, premium), 2000);
  EXPECT_EQ(list_price(10000, Grade::extreme, premium) - asked(10000, 0.2, Grade::extreme, premium), 3200);
}

}  // namespace
}  // namespace gs::cpu
