import KullbackPlatform

/// A type of number that rows are made of: Double or Float.
public protocol Scalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// What the engine needs to know of the type; not part of the API.
    static var _type: _ElementType { get }
}

extension Double: Scalar {
    public static var _type: _ElementType { .f64 }
}

extension Float: Scalar {
    public static var _type: _ElementType { .f32 }
}

/// The types of number that rows are read from. The engine itself works on doubles.
public enum _ElementType: Sendable {
    case f64, f32
    /// Counts.
    case i64
}

extension _ElementType {
    var size: Int { self == .f32 ? 4 : 8 }

    /// How far a row's sum may be from one, unless the caller says.
    var sumTolerance: Double { self == .f32 ? 1e-4 : 1e-6 }

    /// A relative change of a result that is of no account for the type.
    var resolution: Double { self == .f32 ? 0x1p-22 : 0x1p-48 }

    @inline(__always)
    func load(_ data: UnsafeRawPointer, _ index: Int) -> Double {
        switch self {
        case .f64: data.assumingMemoryBound(to: Double.self)[index]
        case .f32: Double(data.assumingMemoryBound(to: Float.self)[index])
        case .i64: Double(data.assumingMemoryBound(to: Int64.self)[index])
        }
    }

    func store(_ value: Double, _ data: UnsafeMutableRawPointer, _ index: Int) {
        switch self {
        case .f64: data.assumingMemoryBound(to: Double.self)[index] = value
        case .f32: data.assumingMemoryBound(to: Float.self)[index] = Float(value)
        case .i64: break  // Counts are read only.
        }
    }
}

/// The kernels in use.
var kernels: UnsafePointer<kernel_functions> { platform_kernels() }
