internal import CLibPCRE2
import JSONKit

/// A regular expression, compiled once. It is PCRE2's, which is what the published grammar is a part of.
///
/// PCRE2 backtracks, so every match has a budget: what it does is taken from the steps of the evaluation, and a pattern
/// that runs away is an error. The code never changes once it is compiled, and every match has data of its own, so that
/// many threads may use one pattern.
@safe
final class Pattern: Sendable {
    /// Bytes that a pattern may have.
    static let longest = 32_768
    /// Steps that one match may take, of those that are left.
    static let mostSteps = 3_000_000
    /// Steps for each item of a pattern that is tried: measured, 20 to 80 ns.
    private static let stepsAnItem = 20
    /// What a match may hold, in KiB: a group that repeats remembers each of its turns.
    private static let memory: UInt32 = 65_536
    private static let nesting: UInt32 = 64
    private static let options =
        PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES | PCRE2_AUTO_CALLOUT

    /// Steps that compiling this pattern costs, in proportion to its code.
    let cost: Int
    /// Groups that the pattern refers back to.
    private let referred: UInt32
    /// Safe to share: it is set once, PCRE2 only reads compiled code while it matches (pcre2api, "Multithreading";
    /// there is no JIT here), each match makes its own match data and context, and `deinit` frees it when nobody
    /// holds it.
    private nonisolated(unsafe) let code: OpaquePointer

    /// - Throws: when the text is no pattern, or one that is too large.
    init(_ source: String) throws(Failure) {
        guard source.utf8.count <= Self.longest else {
            throw .limit("the pattern is longer than \(Self.longest) bytes")
        }
        let dialect = PatternDialect(source)
        guard let context = unsafe pcre2_compile_context_create_8(nil) else { throw Self.failure(PCRE2_ERROR_NOMEMORY) }
        defer { unsafe pcre2_compile_context_free_8(context) }
        unsafe pcre2_set_parens_nest_limit_8(context, Self.nesting)
        unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        var status: CInt = 0
        var place = 0
        let compiled = unsafe dialect.text.withUnsafeBufferPointer {
            unsafe pcre2_compile_8($0.baseAddress, $0.count - 1, Self.options, &status, &place, context)
        }
        guard let compiled = unsafe compiled else {
            let character = dialect.character(at: place)
            throw .value("the pattern cannot be read at its character \(character): \(Self.message(status))")
        }
        unsafe code = compiled
        var bytes = 0
        var groups: UInt32 = 0
        unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_SIZE), &bytes)
        unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_BACKREFMAX), &groups)
        cost = source.utf8.count + bytes
        referred = groups
    }

    deinit { unsafe pcre2_code_free_8(code) }

    /// Whether the pattern stands somewhere in the text.
    func matches(_ text: String, _ evaluation: inout Evaluation) throws(Failure) -> Bool {
        let most = min(evaluation.steps, Self.mostSteps)
        var budget = cpcre2_budget(left: Int64(most), item: Int64(Self.stepsAnItem), referred: referred, place: 0)
        let status = unsafe withUnsafeMutablePointer(to: &budget) { unsafe match(text, within: $0) }
        // The searches that come before the first item read each byte once, and several at a time.
        try evaluation.spend(most - Int(max(budget.left, 0)) + text.utf8.count >> 4)
        if status >= 0 { return true }
        if status == PCRE2_ERROR_NOMATCH { return false }
        throw Self.failure(status)
    }

    private func match(_ text: String, within budget: UnsafeMutablePointer<cpcre2_budget>) -> CInt {
        // PCRE2's own limit counts the tries from one place of the text.
        let tries = UInt32(Self.mostSteps)
        guard let data = unsafe pcre2_match_data_create_8(1, nil) else { return PCRE2_ERROR_NOMEMORY }
        defer { unsafe pcre2_match_data_free_8(data) }
        guard let context = unsafe cpcre2_context(budget, tries, tries, Self.memory) else {
            return PCRE2_ERROR_NOMEMORY
        }
        defer { unsafe pcre2_match_context_free_8(context) }
        // Texts of Swift are valid UTF-8: they need no second look.
        return unsafe text.withCString { start in
            unsafe start.withMemoryRebound(to: UInt8.self, capacity: text.utf8.count + 1) {
                unsafe pcre2_match_8(code, $0, text.utf8.count, 0, PCRE2_NO_UTF_CHECK, data, context)
            }
        }
    }

    /// Every status of PCRE2 that is neither a match nor none.
    private static func failure(_ status: CInt) -> Failure {
        switch status {
        case PCRE2_ERROR_CALLOUT, PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT,
            PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_RECURSELOOP:
            .limit(
                "the pattern takes too much work on this text: a repetition inside of a repetition, such as (a+)+, "
                    + "is the usual reason")
        default: .value("the pattern cannot be matched: \(message(status))")
        }
    }

    private static func message(_ status: CInt) -> String {
        let room = 256
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
            let count = unsafe pcre2_get_error_message_8(status, buffer.baseAddress, room)
            return unsafe String(decoding: buffer.prefix(Int(max(count, 0))), as: UTF8.self)
        }
    }
}
