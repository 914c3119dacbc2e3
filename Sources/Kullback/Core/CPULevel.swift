import KullbackPlatform

/// Instruction sets that the kernels are compiled for. All give the same bits; they differ in speed.
/// The raw values are those of the C header's `kullback_cpu_level`.
public enum CPULevel: Int32, Sendable {
    /// Any x86-64, or the architecture's default elsewhere.
    case baseline = 10
    /// AVX2
    case x86_64_v3 = 30
    /// AVX-512
    case x86_64_v4 = 40

    /// The best level that the processor has and the limit allows.
    public static var current: CPULevel { CPULevel(rawValue: platform_cpu_level()) ?? .baseline }

    /// Uses no level above `limit` from now on, in the whole process; for tests and benchmarks.
    public static func limit(to limit: CPULevel) { platform_limit_cpu_level(limit.rawValue) }
}
