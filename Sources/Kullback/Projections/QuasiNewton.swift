/// A minimum that a search came to.
struct Minimum {
    var value: Double
    var iterations: Int
    /// Whether no element of the gradient is above 1e-9, or 1e-6 where rounding hides what further steps would win.
    var isConverged: Bool
}

/// L-BFGS (Nocedal 1980; Liu & Nocedal 1989) with ten corrections, and steps halved until the value falls by 1e-4 of
/// what the slope promises, or as much as its rounding lets one see.
struct QuasiNewton: ~Copyable {
    private static let memory = 10
    private static let largestIterationCount = 500
    private let count: Int
    private let steps: Buffer<Double>
    private let changes: Buffer<Double>
    private let products: Buffer<Double>
    /// Two gradients, a direction, the next point.
    private let room: Buffer<Double>

    init(_ count: Int) throws(DivergenceError) {
        let steps = try Buffer(Double.self, Self.memory * count)
        let changes = try Buffer(Double.self, Self.memory * count)
        let products = try Buffer(Double.self, 2 * Self.memory)
        let room = try Buffer(Double.self, 4 * count)
        self.steps = steps
        self.changes = changes
        self.products = products
        self.room = room
        self.count = count
    }

    /// Moves x to where `evaluate`, which gives the value and writes the gradient, is least nearby.
    func minimize(
        _ x: UnsafeMutablePointer<Double>,
        _ evaluate: (_ x: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>) -> Double
    ) -> Minimum {
        var (gradient, nextGradient) = (room.base, room.base + count)
        let (direction, next) = (room.base + 2 * count, room.base + 3 * count)
        var value = evaluate(x, gradient)
        var corrections = 0
        for iteration in 0..<Self.largestIterationCount {
            if !(largestMagnitude(gradient) > 1e-9) {
                return Minimum(value: value, iterations: iteration, isConverged: !value.isNaN)
            }
            setDirection(direction, gradient, corrections)
            let slope = dot(direction, gradient)
            let rounding = 1e-14 * (1 + abs(value))
            // A step of more than 1 would be far outside of where the model of the objective holds.
            var step = min(1, 1 / largestMagnitude(direction))
            var nextValue = Double.nan
            for _ in 0..<40 {
                for index in 0..<count { next[index] = x[index] + step * direction[index] }
                nextValue = evaluate(next, nextGradient)
                if nextValue <= value + 1e-4 * step * slope + rounding { break }
                step *= 0.5
                nextValue = .nan
            }
            if nextValue.isNaN {
                let isConverged = largestMagnitude(gradient) <= 1e-6
                return Minimum(value: value, iterations: iteration, isConverged: isConverged)
            }
            corrections = remember(x, next, gradient, nextGradient, corrections)
            x.update(from: next, count: count)
            (gradient, nextGradient, value) = (nextGradient, gradient, nextValue)
        }
        return Minimum(
            value: value, iterations: Self.largestIterationCount, isConverged: largestMagnitude(gradient) <= 1e-6)
    }

    /// -H g, with H from the corrections, newest first, then oldest first.
    private func setDirection(
        _ direction: UnsafeMutablePointer<Double>, _ gradient: UnsafePointer<Double>, _ corrections: Int
    ) {
        for index in 0..<count { direction[index] = -gradient[index] }
        let kept = min(corrections, Self.memory)
        for age in 0..<kept {
            let slot = (corrections - 1 - age) % Self.memory
            let factor = dot(step(slot), direction) / products.base[slot]
            products.base[Self.memory + slot] = factor
            add(-factor, change(slot), to: direction)
        }
        if kept > 0 {
            let slot = (corrections - 1) % Self.memory
            let scale = products.base[slot] / dot(change(slot), change(slot))
            for index in 0..<count { direction[index] *= scale }
        }
        for age in stride(from: kept - 1, through: 0, by: -1) {
            let slot = (corrections - 1 - age) % Self.memory
            let factor = dot(change(slot), direction) / products.base[slot]
            add(products.base[Self.memory + slot] - factor, step(slot), to: direction)
        }
    }

    /// Keeps a step and the gradient's change, unless the objective is concave along it.
    private func remember(
        _ x: UnsafePointer<Double>, _ next: UnsafePointer<Double>, _ gradient: UnsafePointer<Double>,
        _ nextGradient: UnsafePointer<Double>, _ corrections: Int
    ) -> Int {
        let slot = corrections % Self.memory
        for index in 0..<count {
            step(slot)[index] = next[index] - x[index]
            change(slot)[index] = nextGradient[index] - gradient[index]
        }
        let product = dot(step(slot), change(slot))
        guard product > 1e-12 * dot(step(slot), step(slot)) else { return 0 }
        products.base[slot] = product
        return corrections + 1
    }

    private func step(_ slot: Int) -> UnsafeMutablePointer<Double> { steps.base + slot * count }
    private func change(_ slot: Int) -> UnsafeMutablePointer<Double> { changes.base + slot * count }

    private func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += a[index] * b[index] }
        return sum
    }

    private func add(_ factor: Double, _ a: UnsafePointer<Double>, to x: UnsafeMutablePointer<Double>) {
        for index in 0..<count { x[index] += factor * a[index] }
    }

    private func largestMagnitude(_ a: UnsafePointer<Double>) -> Double {
        var largest = 0.0
        for index in 0..<count { largest = a[index].isNaN ? .nan : max(largest, abs(a[index])) }
        return largest
    }
}
