// Reads the examples' CSV files: one line of column names, then rows of numbers.
#ifndef TABLE_HPP
#define TABLE_HPP

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

struct table {
    std::vector<double> values; // row by row
    std::size_t columns;

    std::size_t row_count() const { return values.size() / columns; }
    std::span<const double> row(std::size_t index) const { return std::span(values).subspan(index * columns, columns); }
};

inline table read_table(const std::filesystem::path &path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line)) {
        throw std::runtime_error("cannot read " + path.string());
    }
    table result{{}, static_cast<std::size_t>(std::ranges::count(line, ',')) + 1};
    while (std::getline(file, line)) {
        std::ranges::replace(line, ',', ' ');
        const char *rest = line.c_str();
        for (std::size_t column = 0; column < result.columns; ++column) {
            std::size_t length = 0;
            result.values.push_back(std::stod(rest, &length));
            rest += length;
        }
    }
    return result;
}

#endif
