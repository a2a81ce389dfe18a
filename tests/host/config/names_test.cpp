//! Did-you-mean and SHA-256.
#include <gtest/gtest.h>
#include "host/config/config.hpp"
#include "host/config/sha256.hpp"
#include "host/config/suggest.hpp"

namespace gs::config {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsChangesAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("peak", "peak"), 0);
  EXPECT_EQ(edit_distance("peak", "pek"), 1);
  EXPECT_EQ(edit_distance("pek", "peak"), 1);
  EXPECT_EQ(edit_distance("peak", "pezk"), 1);
  EXPECT_EQ(edit_distance("peak", "paek"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("", "abc"), 3);
}

TEST(DidYouMean, NamesTheNearestOrNothing) {
  std::vector<std::string> const known = {"rigid", "flexible", "market"};
  EXPECT_EQ(did_you_mean("rgid", known), "did you mean 'rigid'?");
  EXPECT_EQ(did_you_mean("flexibel", known), "did you mean 'flexible'?");
  EXPECT_EQ(did_you_mean("banana", known), "");
  EXPECT_EQ(did_you_mean("x", {}), "");
}

TEST(Sha256, KnownAnswersOfFips180) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PaddingAtEveryLengthAroundABlock) {
  std::string before;
  for (std::size_t n = 50; n < 70; ++n) {
    std::string const hash = sha256(std::string(n, 'x'));
    EXPECT_EQ(hash.size(), 64u);
    EXPECT_NE(hash, before);
    before = hash;
  }
}

}  // namespace
}  // namespace gs::config
