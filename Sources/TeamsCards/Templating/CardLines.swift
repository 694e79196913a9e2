package import ExpressionKit
package import JSONKit

/// The line protocol of `teams card expand --lines` and `teams card evaluate --lines`: a case in, a result out, each
/// one line of JSON. A bad line becomes an error, and never ends the run.
package enum CardLines {
    /// `{"template", "data"?, "host"?}` becomes `{"card", "warnings"}` or `{"error"}`.
    package static func expand(_ line: String, options: ExpansionOptions) -> JSONValue {
        answer(line) { object throws(LineError) in
            guard let template = object["template"] else { throw LineError("the line has no template") }
            do throws(TemplateError) {
                let result = try CardTemplate(template).expand(object["data"], host: object["host"], options: options)
                return ["card": result.card, "warnings": .array(result.warnings.map(\.json))]
            } catch {
                throw LineError("\(error)")
            }
        }
    }

    /// `{"expression", "scope"?, "now"?}` becomes `{"value"}`, `{"undefined": true}` or `{"error"}`.
    package static func evaluate(_ line: String, environment: ExpressionEnvironment) -> JSONValue {
        answer(line) { object throws(LineError) in
            guard case .string(let source)? = object["expression"] else {
                throw LineError("the line has no expression, or it is no text")
            }
            var environment = environment
            if let now = object["now"] {
                guard case .string(let text) = now, let time = Timestamp(text) else {
                    throw LineError("now must be a time such as 2020-08-01T00:12:20Z")
                }
                environment.now = { time.date }
            }
            do throws(ExpressionError) {
                let scope = ExpressionScope(wrapped: object["scope"] ?? [:])
                let value = try AdaptiveExpression(source).evaluate(scope, environment: environment)
                return value == .undefined ? ["undefined": true] : ["value": value.wrapped]
            } catch {
                throw LineError("\(error)")
            }
        }
    }

    /// What makes a line unusable, for people.
    private struct LineError: Error {
        let message: String
        init(_ message: String) { self.message = message }
    }

    private static func answer(_ line: String, _ body: (JSONObject) throws(LineError) -> JSONValue) -> JSONValue {
        do throws(LineError) {
            let json: JSONValue
            do throws(JSONError) { json = try JSONValue(parsing: line) } catch {
                throw LineError("the line is no JSON: \(error)")
            }
            guard case .object(let object) = json else { throw LineError("the line is no JSON object") }
            return try body(object)
        } catch {
            return ["error": .string(error.message)]
        }
    }
}

extension TemplateIssue {
    /// The issue as `{"code", "path", "message"}`.
    package var json: JSONValue {
        ["code": .string(code.rawValue), "path": .string(path), "message": .string(message)]
    }
}
