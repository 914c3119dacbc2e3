import KullbackPlatform

// Gamma distributions are what Dirichlet and Wishart distributions are made of.

typealias GammaColumns<Value> = (Value?, Value?, Value?, Value?)

/// The sum of a quantity of gamma distributions.
func gammaSum(
    _ quantity: kernel_family_quantity, _ columns: GammaColumns<UnsafePointer<Double>>, _ count: Int
) -> Double {
    let number = Family.gamma.rawValue
    let pair = kernel_family_pair(quantity: quantity, p: number, q: number, order: 0)
    return withRoom { room in
        var sum = kernel_sum()
        for start in stride(from: 0, to: count, by: Int(kernel_block_length)) {
            let length = min(Int(kernel_block_length), count - start)
            let pointers: [4 of UnsafePointer<Double>?] = [
                columns.0.map { $0 + start }, columns.1.map { $0 + start }, columns.2.map { $0 + start },
                columns.3.map { $0 + start },
            ]
            withUnsafePointer(to: pair) { pair in
                pointers.span.withUnsafeBufferPointer {
                    closedForms.pointee.values(pair, $0.baseAddress!, length, room)
                }
            }
            for index in 0..<length { sum.add(room[index]) }
        }
        return sum.value
    }
}

func gammaValue(_ quantity: kernel_family_quantity, _ columns: GammaColumns<Double>) -> Double {
    let values: [4 of Double] = [columns.0 ?? 0, columns.1 ?? 0, columns.2 ?? 0, columns.3 ?? 0]
    return values.span.withUnsafeBufferPointer {
        let first = $0.baseAddress!
        return gammaSum(
            quantity, (first, first + 1, columns.2.map { _ in first + 2 }, columns.3.map { _ in first + 3 }), 1)
    }
}
