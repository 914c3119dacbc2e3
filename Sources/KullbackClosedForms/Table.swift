import KullbackPlatform

#if KULLBACK_V4
    @c public func kullback_closed_forms_v4(_ table: UnsafeMutablePointer<closed_form_functions>) { fill(table) }
#elseif KULLBACK_V3
    @c public func kullback_closed_forms_v3(_ table: UnsafeMutablePointer<closed_form_functions>) { fill(table) }
#else
    @c public func kullback_closed_forms_baseline(_ table: UnsafeMutablePointer<closed_form_functions>) { fill(table) }
#endif

private func fill(_ table: UnsafeMutablePointer<closed_form_functions>) {
    table.pointee = closed_form_functions(
        has_form: { form($0!.pointee) == nil ? 0 : 1 },
        parameter_count: { Family(rawValue: $0).map { Int32(functions(of: $0).parameterCount) } ?? 0 },
        outside: { family, columns, count in
            Family(rawValue: family).map { functions(of: $0).outside(columns!, count) } ?? 0
        },
        values: { values($0!.pointee, $1!, $2, $3!) },
        samples: { samples($0, $1!, $2, seed: $3, first: $4, $5!) },
        matrices: matrixFunctions())
}
