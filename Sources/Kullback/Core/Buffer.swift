import KullbackPlatform

/// Memory for values of a trivial type, freed with its owner.
struct Buffer<Value: BitwiseCopyable>: ~Copyable {
    let base: UnsafeMutablePointer<Value>

    init(_ type: Value.Type, _ count: Int) throws(DivergenceError) {
        guard let memory = allocate(type, count) else { throw DivergenceError(.outOfMemory) }
        base = memory
    }

    deinit { platform_free(base) }
}
