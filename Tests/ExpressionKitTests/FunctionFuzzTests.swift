import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

@Suite("Functions with arguments of every kind")
struct FunctionFuzzTests {
    private static let environment = ExpressionEnvironment(
        now: { Date(timeIntervalSince1970: 1_000_000_000) }, random: { 7 },
        limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 200_000))

    @Test("yield a value within the limits or an error, and each yields a value at times")
    func calls() throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["FUZZ_SEED"] ?? "") ?? UInt64.random(in: 0...UInt64.max)
        let rounds = Int(ProcessInfo.processInfo.environment["FUZZ_ROUNDS"] ?? "") ?? 20
        print("FUZZ_SEED=\(seed)")  // with it in the environment, a failure runs again
        let names = ExpressionFunctions.standard.names
        #expect(names.count == 154)
        var calls = FunctionCalls(of: names, SeededGenerator(seed))
        for name in names {
            var hasValue = false
            for round in 0..<rounds {
                let source = round == 0 ? FunctionCalls<SeededGenerator>.sample(name) : calls.next(name)
                let scope = ExpressionScope(wrapped: .object(calls.data))
                let start = threadTime()
                do {
                    let value = try AdaptiveExpression(source).evaluate(scope, environment: Self.environment)
                    hasValue = true
                    let written = value.wrapped.text()
                    #expect((try? JSONValue(parsing: written, maxDepth: 400)) != nil, "\(source)")
                } catch {
                    #expect(error.offset <= source.utf8.count && !error.message.isEmpty, "\(source)")
                    if round == 0 { Issue.record("\(source) fails: \(error.message)") }
                }
                #expect(threadTime() - start < allowed(milliseconds: 2000), "\(source) takes too long")
            }
            #expect(hasValue, "\(name) never has a value")
        }
        for _ in 0..<rounds * 20 {
            let source = calls.next()
            _ = try? AdaptiveExpression(source).evaluate(
                ExpressionScope(wrapped: .object(calls.data)), environment: Self.environment)
        }
    }
}
