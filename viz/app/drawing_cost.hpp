#pragma once
//! Processor time that drawing takes: this thread's and that of a software renderer's own threads.
#include <string>
#include <vector>

namespace gs::viz {

class DrawingCost {
 public:
  //! On the thread that draws, after the first frame: a software renderer has started its threads by then.
  DrawingCost();
  //! Since the last call [s]; another frame's worth is blended in, so that one odd frame changes little.
  double frame();
  //! Processor time so far [s].
  double total() const;

 private:
  std::vector<std::string> clocks_;  //!< files with the renderer threads' times
  double last_ = 0.0, smooth_ = 0.0;
};

}  // namespace gs::viz
