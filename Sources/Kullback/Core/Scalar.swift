import KullbackPlatform

/// A type of number that rows may lie in memory as: Double, Float, Float16, BFloat16. Losses take all of them.
public protocol RowElement: BitwiseCopyable, Sendable {
    /// Zero.
    init()

    /// What the engine needs to know of the type; not part of the API.
    static var _type: _ElementType { get }
}

/// A type of number that rows are made of: Double or Float.
public protocol Scalar: RowElement, BinaryFloatingPoint {}

extension Double: Scalar {
    public static var _type: _ElementType { .f64 }
}

extension Float: Scalar {
    public static var _type: _ElementType { .f32 }
}

extension Float16: RowElement {
    public static var _type: _ElementType { .f16 }
}

/// The types of number that rows are read from. The engine itself works on doubles.
public enum _ElementType: Sendable {
    case f64, f32, f16, bf16
    /// Counts.
    case i64
}

extension _ElementType {
    var size: Int {
        switch self {
        case .f64, .i64: 8
        case .f32: 4
        case .f16, .bf16: 2
        }
    }

    /// How far a row's sum may be from one, unless the caller says.
    var sumTolerance: Double {
        switch self {
        case .f64, .i64: 1e-6
        case .f32: 1e-4
        case .f16, .bf16: 0.02
        }
    }

    /// A relative change of a result that is of no account for the type.
    var resolution: Double { self == .f64 || self == .i64 ? 0x1p-48 : 0x1p-22 }

    /// As kernels name it, where they read and write it.
    var kernelType: kernel_type? {
        switch self {
        case .f32: kernel_f32
        case .f16: kernel_f16
        case .bf16: kernel_bf16
        case .f64, .i64: nil
        }
    }

    @inline(__always)
    func load(_ data: UnsafeRawPointer, _ index: Int) -> Double {
        switch self {
        case .f64: data.assumingMemoryBound(to: Double.self)[index]
        case .f32: Double(data.assumingMemoryBound(to: Float.self)[index])
        case .f16: Double(Float16(bitPattern: data.assumingMemoryBound(to: UInt16.self)[index]))
        case .bf16: Double(Float(BFloat16(bitPattern: data.assumingMemoryBound(to: UInt16.self)[index])))
        case .i64: Double(data.assumingMemoryBound(to: Int64.self)[index])
        }
    }

    func store(_ value: Double, _ data: UnsafeMutableRawPointer, _ index: Int) {
        switch self {
        case .f64: data.assumingMemoryBound(to: Double.self)[index] = value
        case .f32: data.assumingMemoryBound(to: Float.self)[index] = Float(value)
        case .f16: data.assumingMemoryBound(to: UInt16.self)[index] = Float16(value).bitPattern
        case .bf16: data.assumingMemoryBound(to: UInt16.self)[index] = upperHalf(value)
        case .i64: break  // Counts are read only.
        }
    }
}

/// The kernels in use.
var kernels: UnsafePointer<kernel_functions> { platform_kernels() }
