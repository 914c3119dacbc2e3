import KullbackPlatform

/// Each function twice: for eight interleaved matrices, and for a large one.
func matrixFunctions() -> matrix_functions {
    matrix_functions(
        gather: { m, numbers, upper, range in
            let numbers = numbers!.pointee
            m!.pointee.specialized {
                gather(numbers, Matrix<Double>($0, upper!), range!.pointee)
            } eight: {
                gather(numbers, Matrix<Lane>($0, upper!), range!.pointee)
            }
        },
        gather_vector: { m, numbers, vector in
            let numbers = numbers!.pointee
            m!.pointee.specialized {
                gatherVector($0, numbers, vector!)
            } eight: {
                gatherVector($0, numbers, lanes(vector!))
            }
        },
        diagonal: { m, x, offset, to, reciprocals in
            m!.pointee.specialized {
                diagonal(Matrix<Double>($0, x!), offset: offset, to!, reciprocals!)
            } eight: {
                diagonal(Matrix<Lane>($0, x!), offset: offset, lanes(to!), lanes(reciprocals!))
            }
        },
        factor: { m, x, reciprocals, offset, tolerances, range, pivots in
            m!.pointee.specialized {
                factor($0, x!, reciprocals!, offset: offset, tolerances!, range!.pointee, pivots!)
            } eight: {
                factor($0, x!, reciprocals!, offset: offset, tolerances!, range!.pointee, pivots!)
            }
        },
        solve: { m, upper, reciprocals, x, isLower, range in
            m!.pointee.specialized {
                solve($0, upper!, reciprocals!, x!, isLower: isLower != 0, range!.pointee)
            } eight: {
                solve($0, upper!, reciprocals!, x!, isLower: isLower != 0, range!.pointee)
            }
        },
        solve_vector: { m, upper, reciprocals, x in
            m!.pointee.specialized {
                solve(Matrix<Double>($0, upper!), reciprocals!, x!)
            } eight: {
                solve(Matrix<Lane>($0, upper!), lanes(reciprocals!), lanes(x!))
            }
        },
        solve_transposed: { m, upper, reciprocals, x in
            m!.pointee.specialized {
                solveTransposed(Matrix<Double>($0, upper!), reciprocals!, x!)
            } eight: {
                solveTransposed(Matrix<Lane>($0, upper!), lanes(reciprocals!), lanes(x!))
            }
        },
        multiply_vector: { m, upper, offset, x, to in
            m!.pointee.specialized {
                multiply(Matrix<Double>($0, upper!), offset: offset, x!, to!)
            } eight: {
                multiply(Matrix<Lane>($0, upper!), offset: offset, lanes(x!), lanes(to!))
            }
        },
        multiply_transposed: { m, upper, offset, x, to in
            m!.pointee.specialized {
                multiplyTransposed(Matrix<Double>($0, upper!), offset: offset, x!, to!)
            } eight: {
                multiplyTransposed(Matrix<Lane>($0, upper!), offset: offset, lanes(x!), lanes(to!))
            }
        },
        gram: { m, upper, factor, to, range in
            m!.pointee.specialized {
                gram($0, Matrix<Double>($0, upper!), factor: factor, Matrix($0, to!), range!.pointee)
            } eight: {
                gram($0, Matrix<Lane>($0, upper!), factor: factor, Matrix($0, to!), range!.pointee)
            }
        },
        to_lower: { m, from, minus, to, range in
            m!.pointee.specialized { m in
                toLower(Matrix<Double>(m, from!), minus: minus.map { Matrix(m, $0) }, Matrix(m, to!), range!.pointee)
            } eight: { m in
                toLower(Matrix<Lane>(m, from!), minus: minus.map { Matrix(m, $0) }, Matrix(m, to!), range!.pointee)
            }
        },
        to_upper: { m, from, to, range in
            m!.pointee.specialized {
                toUpper(Matrix<Double>($0, from!), Matrix($0, to!), range!.pointee)
            } eight: {
                toUpper(Matrix<Lane>($0, from!), Matrix($0, to!), range!.pointee)
            }
        },
        to_symmetric: { m, from, minus, to, range in
            m!.pointee.specialized {
                toSymmetric(Matrix<Double>($0, from!), minus: Matrix($0, minus!), Matrix($0, to!), range!.pointee)
            } eight: {
                toSymmetric(Matrix<Lane>($0, from!), minus: Matrix($0, minus!), Matrix($0, to!), range!.pointee)
            }
        },
        transpose: { m, from, to, range in
            m!.pointee.specialized {
                transpose(Matrix<Double>($0, from!), Matrix($0, to!), range!.pointee)
            } eight: {
                transpose(Matrix<Lane>($0, from!), Matrix($0, to!), range!.pointee)
            }
        },
        squares: { m, x, sums in
            m!.pointee.specialized {
                squares(Matrix<Double>($0, x!), sums!)
            } eight: {
                squares(Matrix<Lane>($0, x!), sums!)
            }
        },
        vector_squares: { m, x, sums in
            m!.pointee.specialized {
                squares($0, x!, sums!)
            } eight: {
                squares($0, lanes(x!), sums!)
            }
        },
        excess: { m, diagonals, sums in
            m!.pointee.specialized {
                excess($0, diagonals!.pointee, sums!)
            } eight: {
                excesses($0, diagonals!.pointee, sums!)
            }
        })
}

private func lanes(_ x: UnsafePointer<Double>) -> UnsafeMutablePointer<Lane> {
    UnsafeMutableRawPointer(mutating: x).assumingMemoryBound(to: Lane.self)
}
