package import JSONKit

/// Evaluates the bindings of a template, one after the other, within one budget.
package struct BindingEvaluation {
    /// Why a binding has no value.
    package enum Lack {
        /// The data lack these paths. None of them where an expression has no value for another reason.
        case missing([String])
        /// What stands in the braces is no expression, or failed.
        case failed(ExpressionError)
    }

    /// What was passed over on the way to a value.
    package enum Doubt {
        /// The data lack this path, and no question about its presence was asked.
        case missing(String)
        /// An error that counts as `false`.
        case failed(ExpressionError)
    }

    private var evaluation: Evaluation
    private let noticesMissing: Bool
    /// Why the last binding that had no value had none.
    package private(set) var lack = Lack.missing([])
    /// `$data`, of which names are members.
    package private(set) var data: ExpressionValue
    /// `$index`.
    package var index: Int? { evaluation.index }

    /// - Parameters:
    ///   - root: what `$root` means, and `$data` for now.
    ///   - host: what `$host` means.
    ///   - constants: other names that begin with a dollar sign.
    ///   - environment: the clock, randomness, locale and limits.
    ///   - substitution: asked for a value where a path is missing or `null`.
    ///   - noticesMissing: whether a missing path inside an expression leaves a binding without value.
    package init(
        root: ExpressionValue, host: ExpressionValue, constants: [String: ExpressionValue],
        environment: ExpressionEnvironment, substitution: (@Sendable (String) -> JSONValue?)? = nil,
        noticesMissing: Bool = false
    ) {
        data = root
        self.noticesMissing = noticesMissing
        evaluation = Evaluation(
            root: root, host: host, constants: constants, environment: environment, substitution: substitution,
            missing: noticesMissing ? [] : nil)
    }

    /// From now on names are members of `data`.
    package mutating func enter(_ data: ExpressionValue, index: Int?) {
        self.data = data
        evaluation.data = data
        evaluation.index = index
    }

    /// Takes so many steps from what is left.
    package mutating func spend(_ count: Int) throws(Failure) { try evaluation.spend(count) }

    /// What a binding yields; `nil` when it has no value, and ``lack`` says why.
    ///
    /// - Throws: past a limit.
    package mutating func value(of binding: Binding) throws(Failure) -> ExpressionValue? {
        let value: ExpressionValue
        do throws(Failure) { value = try evaluation.value(of: binding.node) } catch {
            return try failed(error, binding)
        }
        if evaluation.isChanged { restore() }
        if noticesMissing, let missing = evaluation.missing, !missing.isEmpty {
            evaluation.missing = []
            return none(.missing(missing))
        }
        if value.isUndefined { return none(lack(of: binding)) }
        return binding.isPath ? value : value.normalized
    }

    /// What a condition yields, and what was passed over on the way: a comparison with what is not there is false, and
    /// so is one that fails. Without a value ``lack`` says why.
    ///
    /// - Throws: past a limit.
    package mutating func condition(
        _ binding: Binding
    ) throws(Failure) -> (value: ExpressionValue?, doubts: [Doubt]) {
        guard !binding.isBroken else { return (none(lack(of: binding)), []) }
        evaluation.missing = []
        evaluation.notesErrors = true
        defer {
            evaluation.missing = noticesMissing ? [] : nil
            evaluation.notesErrors = false
            evaluation.overlooked = nil
        }
        let value: ExpressionValue
        do throws(Failure) { value = try evaluation.value(of: binding.node) } catch {
            return (try failed(error, binding), [])
        }
        if evaluation.isChanged { restore() }
        let missing = evaluation.missing ?? []
        if value.isUndefined || noticesMissing && !missing.isEmpty {
            return (none(missing.isEmpty ? lack(of: binding) : .missing(missing)), [])
        }
        if missing.isEmpty, evaluation.overlooked == nil { return (value, []) }
        var doubts = missing.map(Doubt.missing)
        if let overlooked = evaluation.overlooked { doubts.append(.failed(binding.error(overlooked))) }
        return (value, doubts)
    }

    /// Why a binding has no value that did not fail.
    private func lack(of binding: Binding) -> Lack {
        if let error = binding.error { return .failed(error) }
        return .missing(binding.path.map { [$0] } ?? [])
    }

    private mutating func none(_ lack: Lack) -> ExpressionValue? {
        self.lack = lack
        return nil
    }

    private mutating func failed(_ failure: Failure, _ binding: Binding) throws(Failure) -> ExpressionValue? {
        if evaluation.isChanged { restore() }
        if noticesMissing { evaluation.missing = [] }
        guard failure.code != .limit else { throw failure }
        try spend(binding.source.utf8.count)
        return none(.failed(binding.error(failure)))
    }

    /// Undoes what `setPathToValue` did: it holds until its binding ends.
    private mutating func restore() {
        evaluation.isChanged = false
        evaluation.data = data
    }

    /// The text of a value; arrays and objects become JSON.
    package mutating func text(of value: ExpressionValue) throws(Failure) -> String { try evaluation.text(of: value) }

    /// Fails when a text is longer than allowed.
    package mutating func check(textBytes: Int) throws(Failure) { try evaluation.check(textBytes: textBytes) }

    // MARK: Before there are data

    /// The paths that a binding reads and these data lack, unless it asks about their presence.
    package mutating func lackingPaths(of binding: Binding) -> [String] {
        References(of: binding.node).paths.filter { reference in
            guard !reference.isTolerated else { return false }
            guard let value = try? evaluation.value(of: reference.node) else { return true }
            return value.isUndefined
        }.map(\.path)
    }

    /// The value whose member a missing path of a binding asks for: of `order.length` that of `order`.
    package mutating func owner(of path: String, in binding: Binding) -> ExpressionValue? {
        guard case .path(let missing)? = References(of: binding.node).paths.first(where: { $0.path == path })?.node,
            case .member(let owner, _, _) = missing.node
        else { return nil }
        return try? evaluation.value(of: owner)
    }
}
