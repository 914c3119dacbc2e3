import Foundation

/// A CSV file: one line of column names, then rows of numbers.
struct Table {
    /// Row by row.
    let elements: [Double]
    let columns: Int

    init(contentsOf url: URL) throws {
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
        guard let names = lines.first else { throw CocoaError(.fileReadCorruptFile) }
        columns = names.split(separator: ",").count
        elements = try lines.dropFirst().flatMap { line in
            try line.split(separator: ",").map { cell in
                guard let number = Double(cell) else { throw CocoaError(.fileReadCorruptFile) }
                return number
            }
        }
    }

    var rowCount: Int { elements.count / columns }

    func row(_ index: Int) -> [Double] {
        Array(elements[index * columns..<(index + 1) * columns])
    }
}
