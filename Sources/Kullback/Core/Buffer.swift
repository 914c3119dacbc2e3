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

/// Calls `body` with room for nine blocks of doubles, which hold anything: unlike a variable, it is not filled first.
@inline(__always)
func withRoom<R>(_ body: (UnsafeMutablePointer<Double>) -> R) -> R {
    var result: R?
    func run(_ room: UnsafeMutablePointer<Double>) { result = body(room) }
    withoutActuallyEscaping(run) { run in
        withUnsafePointer(to: run) { context in
            platform_with_room(
                { context, room in
                    context!.assumingMemoryBound(to: ((UnsafeMutablePointer<Double>) -> Void).self).pointee(room!)
                }, UnsafeMutableRawPointer(mutating: context))
        }
    }
    return result!
}
