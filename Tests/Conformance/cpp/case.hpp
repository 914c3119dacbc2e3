/* What cases of divergences and of losses share. */
#ifndef CONFORMANCE_CASE_HPP
#define CONFORMANCE_CASE_HPP

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <kullback.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <type_traits>

using json = nlohmann::ordered_json;

inline const std::map<std::string, kullback::space> spaces{
    {"probabilities", kullback::space::probabilities},
    {"log-probabilities", kullback::space::log_probabilities},
    {"logits", kullback::space::logits},
};

/* C++ streams do not read hexadecimal floats. */
inline double number(const json &text) {
    return std::strtod(text.get_ref<const std::string &>().c_str(), nullptr);
}

/* An optional member; 0 where it is absent. */
inline double option(const json &members, const char *name) {
    return members.contains(name) ? number(members[name]) : 0;
}

template <class T> std::string bits(T value) {
    using wide = std::conditional_t<sizeof(T) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;
    using unsigned_type = std::conditional_t<sizeof(T) == sizeof(std::uint16_t), std::uint16_t, wide>;
    std::ostringstream text;
    text << std::hex << std::setfill('0') << std::setw(2 * sizeof(T)) << std::bit_cast<unsigned_type>(value);
    return text.str();
}

#endif
