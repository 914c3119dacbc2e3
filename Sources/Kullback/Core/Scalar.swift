import KullbackPlatform

/// A type of number that rows are made of: Double or Float.
public protocol Scalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// What the engine needs to know of the type; not part of the API.
    static var _traits: _ScalarTraits { get }
}

public struct _ScalarTraits {
    let functions: UnsafePointer<kernel_functions>
    let sumTolerance: Double
    /// A relative change of a result that is of no account for the type.
    let resolution: Double
}

extension Double: Scalar {
    public static var _traits: _ScalarTraits {
        _ScalarTraits(functions: platform_kernels_f64(), sumTolerance: 1e-6, resolution: 0x1p-48)
    }
}

extension Float: Scalar {
    public static var _traits: _ScalarTraits {
        _ScalarTraits(functions: platform_kernels_f32(), sumTolerance: 1e-4, resolution: 0x1p-22)
    }
}
