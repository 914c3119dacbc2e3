/// How the covariance of a Gaussian is given. The raw values are those of the C header's `kullback_covariance_form`.
package enum CovarianceForm: Int32, Sendable {
    case covariance = 10
    case choleskyFactor = 20
    case precision = 30
    case diagonal = 40
    case lowRank = 50
}

/// Numbers in memory: element (i, j) of number b of a batch is data[b batch + i row + j column].
package struct StridedNumbers {
    var data: UnsafePointer<Double>?
    var batch: Int
    var row: Int
    var column: Int

    package init(_ data: UnsafePointer<Double>?, batch: Int, row: Int, column: Int = 0) {
        (self.data, self.batch, self.row, self.column) = (data, batch, row, column)
    }

    /// Throws unless all of them are within reach of a pointer.
    func validate(
        _ argument: DivergenceError.Argument, batch count: Int, rows: Int, columns: Int = 1
    ) throws(DivergenceError) {
        if count == 0 || rows == 0 || columns == 0 { return }
        guard let data else { throw DivergenceError(.nullPointer, argument) }
        guard UInt(bitPattern: data) % UInt(MemoryLayout<Double>.alignment) == 0 else {
            throw DivergenceError(.alignment, argument)
        }
        guard spans(count, batch, rows, row), spans(rows, row, columns, column), spans(count, batch, columns, column)
        else { throw DivergenceError(.stride, argument) }
    }

    subscript(batch: Int, row: Int, column: Int) -> Double {
        data.map { $0[batch * self.batch + row * self.row + column * self.column] } ?? .nan
    }
}

/// A batch of Gaussians of one dimension and one form.
package struct GaussianBatch {
    package var count: Int
    package var dimension: Int
    package var form: CovarianceForm
    package var rank: Int
    package var loc: StridedNumbers
    package var matrix: StridedNumbers
    package var diagonal: StridedNumbers

    package init(
        count: Int, dimension: Int, form: CovarianceForm, rank: Int = 0, loc: StridedNumbers, matrix: StridedNumbers,
        diagonal: StridedNumbers = StridedNumbers(nil, batch: 0, row: 0)
    ) {
        (self.count, self.dimension, self.form, self.rank) = (count, dimension, form, rank)
        (self.loc, self.matrix, self.diagonal) = (loc, matrix, diagonal)
    }

    func validate(_ argument: DivergenceError.Argument) throws(DivergenceError) {
        guard (0...largestCount).contains(count), (0...largestDimension).contains(dimension),
            (0...largestDimension).contains(rank)
        else { throw DivergenceError(.count, argument) }
        try loc.validate(argument == .q ? .locQ : .locP, batch: count, rows: dimension)
        if form != .diagonal {
            try matrix.validate(
                argument, batch: count, rows: dimension, columns: form == .lowRank ? rank : dimension)
        }
        if form == .diagonal || form == .lowRank { try diagonal.validate(argument, batch: count, rows: dimension) }
    }

    /// Whether covariances are read, so that their differences are known to the last bit.
    var hasCovariances: Bool { form == .covariance || form == .diagonal || form == .lowRank }
}

/// Beyond it a matrix is larger than any memory; its number of elements fits an integer many times.
let largestDimension = 1 << 24
