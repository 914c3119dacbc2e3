/* Errors, thrown as an exception. */
#ifndef KULLBACK_STATUS_HPP
#define KULLBACK_STATUS_HPP

#include <cstddef>
#include <stdexcept>
#include <string>

#include "status.h"

namespace kullback {

/// Why a call failed, and where: the contents of the error slot. `what()` is the whole sentence.
class error : public std::runtime_error {
  public:
    explicit error(const kullback_error &fields) : std::runtime_error(message(fields)), fields_(fields) {}

    kullback_status status() const noexcept { return fields_.status; }
    kullback_argument argument() const noexcept { return fields_.argument; }
    std::size_t row() const noexcept { return fields_.row; }
    /// KULLBACK_WHOLE_ROW when the error concerns a whole row.
    std::size_t index() const noexcept { return fields_.index; }
    double value() const noexcept { return fields_.value; }

  private:
    static std::string message(const kullback_error &fields) {
        std::string text(kullback_error_message(&fields, nullptr, 0), '\0');
        kullback_error_message(&fields, text.data(), text.size() + 1);
        return text;
    }

    kullback_error fields_;
};

namespace detail {

[[noreturn]] inline void fail(kullback_status status, kullback_argument argument, std::size_t value) {
    throw error({status, argument, 0, KULLBACK_WHOLE_ROW, static_cast<double>(value)});
}

} // namespace detail

} // namespace kullback

#endif
