/// What two models say of the same tokens, added chunk by chunk: what a quantised model q loses against its base model p.
///
/// Of each token a record is kept, so that logits larger than memory will do. The report depends on the tokens and their
/// order only: not on how they are cut into chunks, nor on threads.
public struct ModelComparison: Sendable {
    /// One per row, in the order in which they were added; nil for those that do not count.
    public private(set) var tokens: [TokenComparison?] = []
    /// Divides both models' logits.
    public let temperature: Double
    /// Tokens with this label do not count.
    public let ignoredLabel: Int
    /// Threads to use at most; 0 chooses by the amount of work.
    public let threads: Int

    public init(temperature: Double = 1, ignoredLabel: Int = -100, threads: Int = 0) {
        self.temperature = temperature
        self.ignoredLabel = ignoredLabel
        self.threads = threads
    }

    /// Adds a chunk of logits, of the base model p and of the other, which may differ in type. Logits of -inf mask an
    /// entry; log-probabilities are logits too.
    ///
    /// - Parameter labels: The token that did come, for each row.
    /// - Throws: ``DivergenceError`` for logits of +inf, rows that are empty or masked as a whole, labels out of range, and
    ///   sizes that differ. Nothing is added then.
    public mutating func add<P: Scalar, Q: Scalar>(
        p: Rows<P>, q: Rows<Q>, labels: [Int]? = nil
    ) throws(DivergenceError) {
        let chunk = try p.withView(.p) { p throws(DivergenceError) in
            try q.withView(.q) { q throws(DivergenceError) in try compare(p, q, labels) }
        }
        tokens += chunk
    }

    /// Adds a chunk whose rows follow each other, each of `columns` logits.
    public mutating func add<P: Scalar, Q: Scalar>(
        p: [P], q: [Q], columns: Int, labels: [Int]? = nil
    ) throws(DivergenceError) {
        try add(p: Rows(p, columns: columns), q: Rows(q, columns: columns), labels: labels)
    }

    /// Appends the tokens of another comparison.
    public mutating func merge(_ other: ModelComparison) { tokens += other.tokens }

    /// - Throws: ``DivergenceError`` if no token counts.
    public func report() throws(DivergenceError) -> ComparisonReport {
        try comparisonReport(tokens.count) { tokens[$0] }
    }

    private func compare(
        _ p: RowView, _ q: RowView, _ labels: [Int]?
    ) throws(DivergenceError) -> [TokenComparison?] {
        guard let labels else { return try compare(p, q, nil as Labels?) }
        return try withLabels(labels.map(Int64.init), ignoring: Int64(ignoredLabel)) { labels throws(DivergenceError) in
            try compare(p, q, labels)
        }
    }

    private func compare(
        _ p: RowView, _ q: RowView, _ labels: Labels?
    ) throws(DivergenceError) -> [TokenComparison?] {
        let space = Space.logits(temperature: temperature)
        var chunk: [TokenComparison?] = []
        try compareTokens(p, space, q, space, labels, Options(threads: threads)) { _, token in chunk.append(token) }
        return chunk
    }
}
