// KL divergence and its relatives on real data, from Swift.
//
//     demo DIRECTORY
//
// reads the CSV files of examples/data and prints one quantity per line: its name, the bits of the
// double, its value.

import Foundation

@main
struct Demo {
    static func main() {
        guard CommandLine.arguments.count == 2 else { fail("usage: demo DIRECTORY") }
        let directory = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        do {
            try digits(directory)
            try wine(directory)
            try letters(directory)
            try bimodal()
        } catch {
            fail("\(error)")
        }
    }

    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("\(message)\n".utf8))
        exit(1)
    }
}

func show(_ name: String, _ value: Double) {
    let digits = String(value.bitPattern, radix: 16)
    let bits = String(repeating: "0", count: 16 - digits.count) + digits
    print(name, bits, value, separator: "\t")
}
