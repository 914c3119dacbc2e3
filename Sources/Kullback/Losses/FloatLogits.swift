import KullbackPlatform

/// D(P ‖ Q) from logits of narrow types, summed over terms that floats carry.
///
/// With w = exp(a / T) and d = (b - a) / T - s, for any s, let W = Σ w, F = Σ w φ(d) / W ≥ 0 and c = Σ w (exp(d) - 1) / W.
/// Then D = F - (c - log1p(c)), where the second part is small against the first unless s is far from log Σ exp(b / T) -
/// log Σ exp(a / T). Each term has a relative error of at most 1e-6, of which 3e-7 is systematic, and so has F: terms
/// are not negative. A row whose numbers are out of range, or whose second part is not small, is left to doubles.
///
/// Errors of the factors of a term: exp(a / T) 9.4e-8 + 2 u and, for T = 1, 1.3e-8 for each unit of a below the largest;
/// d u; φ 1.3e-7 + 3 u, and up to 7.6e-7 where |d| is near log(2) / 2 (FloatLane.swift); with u = 6e-8.
struct FloatLogits {
    private let p: RowView
    private let q: RowView
    private let threads: Int
    private let scale: Double

    /// nil for rows that are not for floats.
    init?(_ p: DiscreteRows, _ q: DiscreteRows) {
        guard case .logits(let temperature) = p.settings.space, p.settings.space == q.settings.space,
            p.view.isNarrow, q.view.isNarrow, p.view.count >= 32
        else { return nil }
        self.p = p.view
        self.q = q.view
        threads = p.threads
        scale = 1 / temperature
    }

    /// The divergence of a row, or nil where floats are not good enough.
    func row(_ row: Int) -> FloatLogitRow? {
        guard var found = first(row) else { return nil }
        // NaN and masks stay what they are, however the differences are moved.
        guard found.largestDifference.isFinite else { return nil }
        if found.isFar {
            // Far beyond the range of differences, but by a shift perhaps.
            let length = min(128, p.count)
            found.move(by: scale * (largest(q, row, length) - largest(p, row, length)))
            guard let sums = sums(row, found.logits) else { return nil }
            found.sums = sums
        }
        if let row = found.accepted { return row }
        // The second part was too large: the differences are centred.
        guard found.center(), let sums = sums(row, found.logits) else { return nil }
        found.sums = sums
        return found.accepted
    }

    /// The sums with weights relative to the largest logit of the row's beginning, or else of all of the row.
    private func first(_ row: Int) -> FloatLogitRow? {
        for length in [min(128, p.count), p.count] {
            guard let logits = logits(largest: largest(p, row, length)), let sums = sums(row, logits) else { continue }
            return FloatLogitRow(logits: logits, sums: sums, count: p.count)
        }
        return nil
    }

    private func largest(_ view: RowView, _ row: Int, _ length: Int) -> Double {
        reduce(length, threads: threads, direct: false) { range in
            view.withRun(row, range) { kernels.pointee.maximum($0, range.count) }
        }.maximum
    }

    /// Weights are from 2^0 to 2^127, and 2^100 for the logit `largest`: those of others may be larger.
    private func logits(largest: Double) -> kernel_logits? {
        let rate = scale * 0x1.71547652b82fep0
        let exponent = (largest * rate).rounded() - 100
        // NaN and infinity, too, are not below.
        guard abs(exponent) < 0x1p21 else { return nil }
        return kernel_logits(
            rate: Float(rate), rate_low: Float(rate - Double(Float(rate))), scale: Float(scale), shift: 0, shift_low: 0,
            lowest: Float(exponent / rate), rounding: 0x1.8p23 - Float(exponent))
    }

    /// nil where weights are out of range.
    private func sums(_ row: Int, _ logits: kernel_logits) -> kernel_logit_sums? {
        let sums = withUnsafePointer(to: logits) { logits in
            reduce(p.count, threads: threads, direct: isDirect) { range in
                withNarrowRuns(row, range) { kernels.pointee.logit_sums(logits, $0, $1, $2, range.count) }
            }
        }
        // 1.5 · 2^23 + k for 0 ≤ k < 128, which k outside leaves.
        return sums.exponents & ~0x7f == 0x4b40_0000 ? sums : nil
    }

    /// Whether the kernel reads both rows where they lie.
    private var isDirect: Bool { p.type == q.type && p.type != .f16 && p.stride == 1 && q.stride == 1 }

    /// Calls `body` with the same part of both rows, in one type, which does not depend on how they lie in memory.
    @inline(__always)
    private func withNarrowRuns<R>(
        _ row: Int, _ range: Range<Int>, _ body: (kernel_type, UnsafeRawPointer, UnsafeRawPointer) -> R
    ) -> R {
        let isBFloat16 = p.type == .bf16 && q.type == .bf16
        let type = isBFloat16 ? kernel_bf16 : kernel_f32
        if isDirect { return body(type, p.address(row, range), q.address(row, range)) }
        return withFloatBlocks { a, b, _, _ in
            isBFloat16
                ? body(type, p.gathered(row, range, a), q.gathered(row, range, b))
                : body(type, p.floats(row, range, a), q.floats(row, range, b))
        }
    }

    /// Stores the gradients of part of a row.
    func store(
        _ found: FloatLogitRow, _ row: Int, _ range: Range<Int>, scale: Double, _ pResult: ResultView?,
        _ qResult: ResultView?
    ) {
        let constants = found.forGradients(scale: scale * self.scale)
        withFloatBlocks { a, b, ofP, ofQ in
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Int(kernel_block_length)) {
                let block = start..<min(start + Int(kernel_block_length), range.upperBound)
                let (p, q) = (pResult?.floats(row, block), qResult?.floats(row, block))
                gradient(
                    constants, row, block, (a, b), pResult == nil ? nil : p ?? ofP, q ?? ofQ,
                    isStream: qResult?.isStreamed ?? pResult?.isStreamed ?? false)
                if p == nil { pResult?.store(row, block, ofP) }
                if q == nil { qResult?.store(row, block, ofQ) }
            }
        }
    }

    /// Writes the gradients of a block as doubles.
    func write(_ found: FloatLogitRow, _ block: GradientBlock) {
        let constants = found.forGradients(scale: block.scale * scale)
        withFloatBlocks { a, b, ofP, ofQ in
            gradient(constants, block.row, block.range, (a, b), block.p == nil ? nil : ofP, ofQ, isStream: false)
            for index in 0..<block.range.count {
                block.p?[index] = Double(ofP[index])
                block.q?[index] = Double(ofQ[index])
            }
        }
    }

    private func gradient(
        _ constants: FloatGradient, _ row: Int, _ range: Range<Int>,
        _ room: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>), _ p: UnsafeMutablePointer<Float>?,
        _ q: UnsafeMutablePointer<Float>, isStream: Bool
    ) {
        withUnsafePointer(to: constants.logits) {
            kernels.pointee.logit_gradient(
                $0, constants.factor, constants.divergence, self.p.floats(row, range, room.0),
                self.q.floats(row, range, room.1), range.count, p, q,
                isStream ? 1 : 0)
        }
    }
}

/// What the gradient kernel wants of a row.
struct FloatGradient {
    let logits: kernel_logits
    let factor: Float
    let divergence: Float
}

/// A row's sums, and what follows from them.
struct FloatLogitRow {
    private(set) var logits: kernel_logits
    var sums: kernel_logit_sums
    let count: Int
    private(set) var divergence = 0.0

    init(logits: kernel_logits, sums: kernel_logit_sums, count: Int) {
        self.logits = logits
        self.sums = sums
        self.count = count
    }

    /// F
    private var term: Double { sums.term / sums.weight }
    /// Σ w d / W
    private var mean: Double { sums.difference / sums.weight }
    private var excess: Double { mean + term }
    var largestDifference: Double { Double(Float(bitPattern: sums.magnitude)) }

    /// This row with its divergence, if that is good enough.
    var accepted: FloatLogitRow? {
        var result = self
        // Rows of the same numbers.
        if sums.magnitude == 0, logits.shift == 0 { return result }
        // Beyond it, weights below 2^0 might be wanted.
        guard !isFar, term > 0x1p-90 else { return nil }
        guard Double(count) * 0x1p-100 * exp(largestDifference) <= 1e-8 * term else { return nil }
        let value = term - log1pExcess(excess)
        let root = (2 * term).squareRoot()
        // Errors of F and c as multiples of those of terms: Σ w |d| / W ≤ |mean| + 2 sqrt(2 F), as φ(d) ≥ d² / 2 for d ≥ 0.
        let error = (term + abs(excess) * (abs(mean) + 2 * root)) / (1 + excess)
        guard error <= 4 * value else { return nil }
        result.divergence = value
        return result
    }

    /// Whether differences are beyond what floats are right for: not below are NaN and infinity, too.
    var isFar: Bool { !(largestDifference <= 32) }

    mutating func move(by shift: Double) { logits.shift = Float(Double(logits.shift) + shift) }

    /// Moves the differences to where the excess is 0. Returns whether that may help.
    mutating func center() -> Bool {
        guard !isFar, excess > -1 else { return false }
        let before = logits.shift
        move(by: log1p(excess))
        return logits.shift != before
    }

    /// Constants that make weights probabilities, if multiplied by the factor, and differences log(q / p).
    func forGradients(scale: Double) -> FloatGradient {
        let shift = Double(logits.shift) + log1p(excess)
        var result = logits
        result.shift = Float(shift)
        result.shift_low = Float(shift - Double(result.shift))
        // Probabilities from 2^-125.
        result.rounding = logits.rounding - 100
        result.lowest -= Float(25 * logTwo) / logits.scale
        // Sums at a temperature of 1 were without `rate_low`, which is a common factor of their weights for the most part.
        let largest = Double(logits.lowest) + 100 * logTwo
        let missed = logits.scale == 1 && logits.shift == 0 ? exp(-logTwo * largest * Double(logits.rate_low)) : 1
        let factor = 0x1p100 / sums.weight * missed * scale
        return FloatGradient(logits: result, factor: Float(factor), divergence: Float(divergence))
    }
}

extension kernel_logit_sums: RunSums {
    mutating func merge(_ next: kernel_logit_sums) {
        weight += next.weight
        difference += next.difference
        term += next.term
        exponents |= next.exponents
        magnitude = max(magnitude, next.magnitude)
    }
}
