#ifndef KULLBACK_CALIBRATION_HPP
#define KULLBACK_CALIBRATION_HPP
#include "calibration.h"
#endif
