import KullbackPlatform

/// One line of a table, as sums over it need it.
struct TableLine {
    /// The line is read times 2^exponent.
    var exponent = 0
    /// Its sum, so read.
    var sum = DoubleDouble(0)
    /// What it adds to the mixture of lines is the line times this.
    var weight = DoubleDouble(1)
    /// The line is compared with the mixture times this, and times exp(-logExcess).
    var factor = DoubleDouble(0)
    var logExcess = 0.0
    /// What the comparison, divided by 2^power, counts in the result.
    var share = 0.0
    /// An element is outside the domain.
    var isInvalid = false
}

/// The lines of one table, with their sums to twice the precision.
///
/// At first all is read as it is. Once elevated, each line is read times the power of two that brings its sum to 2^960, and
/// the table is taken times 2^exponent, its sum about 2^960: no product of probabilities underflows then.
struct TableLines {
    let view: TableView
    let table: Int
    let threads: Int
    let lines: UnsafeMutableBufferPointer<TableLine>
    /// 0, or once elevated, `elevation`.
    private(set) var power = 0
    private(set) var exponent = 0
    /// Sum of the table times 2^exponent.
    private(set) var total = DoubleDouble(0)

    /// Sums the lines into memory for as many.
    init(_ view: TableView, table: Int, threads: Int, in lines: UnsafeMutableBufferPointer<TableLine>) {
        (self.view, self.table, self.threads, self.lines) = (view, table, threads, lines)
        let (lineThreads, runThreads) = lines.count >= threads ? (threads, 1) : (1, threads)
        let summed = self
        // Several groups per thread even out the load.
        let groups = min(lines.count, 8 * min(lineThreads, 256))
        parallel(groups, threads: lineThreads) { group in
            for line in lines.count * group / groups..<lines.count * (group + 1) / groups {
                lines[line] = summed.sum(line, threads: runThreads)
            }
        }
        sumLines()
    }

    private mutating func sumLines() {
        total = DoubleDouble(0)
        for line in lines { total = total + line.sum.scaled(by: exponent - line.exponent) }
    }

    private func sum(_ line: Int, threads: Int) -> TableLine {
        var result = TableLine()
        var sums = total(line, 0, threads)
        if sums.total.value == .infinity, sums.invalid == 0 {
            // The sum overflows, not its elements.
            result.exponent = -1024
            sums = total(line, -1024, threads)
        }
        result.sum = DoubleDouble(sum: sums.total.high, sums.total.low)
        result.isInvalid = sums.invalid != 0
        return result
    }

    private func total(_ line: Int, _ exponent: Int, _ threads: Int) -> kernel_total {
        reduceBlocks(view.length, threads: threads) { range in
            withRun(line, range, exponent) { kernels.pointee.expanded_total($0, range.count) }
        }
    }

    /// The first element outside the domain, and its position in a line.
    func invalidElement(ofLine line: Int) -> (index: Int, value: Double)? {
        if !lines[line].isInvalid { return nil }
        let row = view.line(line, ofTable: table)
        let index = row.firstIndex(inRow: 0) { $0 < 0 || $0 == .infinity } ?? 0
        return (index, row[0, index])
    }

    mutating func elevate() {
        power = elevation
        var largest = Int.min
        for index in 0..<lines.count where lines[index].sum.high > 0 {
            let size = Int(lines[index].sum.high.exponent)
            largest = max(largest, size - lines[index].exponent)
            lines[index].sum = lines[index].sum.scaled(by: elevation - size)
            lines[index].exponent += elevation - size
        }
        exponent = largest == .min ? 0 : elevation - largest
        for index in 0..<lines.count {
            if lines[index].sum.high == 0 { lines[index].exponent = exponent }
            lines[index].weight = DoubleDouble(1).scaled(by: exponent - lines[index].exponent)
        }
        sumLines()
    }

    /// Calls `body` with at most a block of a line, times 2^exponent, without the elements that a weight makes vanish.
    @inline(__always)
    func withRun<R>(
        _ line: Int, _ range: Range<Int>, _ exponent: Int, weight: Double = 1, _ body: (UnsafePointer<Double>) -> R
    ) -> R {
        let view = view.line(line, ofTable: table)
        return view.withRun(0, range) { run in
            if exponent == 0 { return body(run) }
            return withScaled(run, range.count, exponent, weight, body)
        }
    }

    @inline(never)
    private func withScaled<R>(
        _ run: UnsafePointer<Double>, _ count: Int, _ exponent: Int, _ weight: Double,
        _ body: (UnsafePointer<Double>) -> R
    ) -> R {
        var copy = Block()
        return withUnsafeMutablePointer(to: &copy) {
            let values = UnsafeMutableRawPointer($0).assumingMemoryBound(to: Double.self)
            for index in 0..<count {
                let value = run[index].scaled(by: exponent)
                values[index] = value * weight == 0 ? 0 : value
            }
            return body(values)
        }
    }
}

/// Elevated sums are 2^960: with 2^-1074 for the smallest element, ratios and their products are ordinary numbers.
let elevation = 960
