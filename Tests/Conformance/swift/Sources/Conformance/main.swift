// Runs every case of the vector files named on the command line, through the Swift API. Writes one line per
// result, as ../README.md describes.

import Foundation
import Kullback

/// Errors below this are about the call, not about a row.
let firstDataStatus: Int32 = 100

func line(_ id: String, _ type: String, _ failure: Failure) -> String {
    let error = failure.error
    let hasRow = error.status.rawValue >= firstDataStatus && error.status != .noClosedForm
    let row = hasRow ? String(failure.row) : "-"
    let index = hasRow ? error.index.map(String.init) ?? "-" : "-"
    return "\(id) \(row) \(type) \(error.status.rawValue) \(error.argument.rawValue) \(index) "
        + error.value.hexadecimalBits
}

func lines(_ test: Case) -> [String] {
    do throws(Failure) {
        let results = try test.dtype == "f32" ? test.run(as: Float.self) : test.run(as: Double.self)
        return results.enumerated().map { "\(test.id) \($0.offset) \(test.dtype) 0 \($0.element)" }
    } catch {
        return [line(test.id, test.dtype, error)]
    }
}

func lines(_ test: DistributionCase) -> [String] {
    do throws(Failure) {
        return try test.lines()
    } catch {
        return [line(test.id, "f64", error)]
    }
}

func lines(_ id: String, _ run: () throws(DivergenceError) -> [String]) -> [String] {
    do throws(DivergenceError) {
        return try run()
    } catch {
        return [line(id, "f64", Failure(error: error, row: error.row))]
    }
}

for path in CommandLine.arguments.dropFirst() {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let file = try JSONDecoder().decode(VectorFile.self, from: data)
    for test in file.cases {
        switch test {
        case .divergence(let test) where !test.flags.contains("enumerators-only"):
            print(lines(test).joined(separator: "\n"))
        case .loss(let test) where !test.flags.contains("enumerators-only"):
            print(lines(test.id, test.lines).joined(separator: "\n"))
        case .distribution(let test) where test.isKnown: print(lines(test).joined(separator: "\n"))
        default: break
        }
    }
}
