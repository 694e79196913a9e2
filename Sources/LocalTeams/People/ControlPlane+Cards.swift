internal import ExpressionKit
internal import HTTPKit
internal import JSONKit
internal import TeamsCards

/// What the design tool asks about cards that stand in no conversation: what Teams would refuse, what a template
/// becomes, which Swift code builds a card. Nothing of the world changes.
extension ControlPlane {
    static let cardRoutes: [Row] = [
        ("POST", "/cards/check", { try $0.check($1.body()) }),
        ("POST", "/cards/expand", { try $0.expand($1.body()) }),
        ("POST", "/cards/swift", { try $0.swift($1.body()) }),
    ]

    private func check(_ call: CardCheckCall) throws(Refusal) -> HTTP.Response {
        let issues = CardValidator.issues(in: call.card, for: call.target)
        return .control(
            200,
            [
                "issues": .array(
                    issues.map { issue in
                        [
                            "severity": .string(issue.severity.rawValue), "pointer": .string(issue.path),
                            "rule": .string(issue.code.rawValue), "message": .string(issue.message),
                        ]
                    })
            ])
    }

    private func expand(_ call: CardExpansionCall) throws(Refusal) -> HTTP.Response {
        var options = ExpansionOptions(environment: .system)
        if let locale = call.locale { options.environment.locale = locale }
        let result: ExpansionResult
        do throws(TemplateError) {
            result = try CardTemplate(call.template).expand(call.data, options: options)
        } catch {
            throw .badRequest(error.description)
        }
        return .control(
            200,
            [
                "card": result.card,
                "warnings": .array(
                    result.warnings.map { ["pointer": .string($0.path), "message": .string($0.message)] }),
            ])
    }

    private func swift(_ call: CardCodeCall) throws(Refusal) -> HTTP.Response {
        guard let code = CardCode.function(for: call.card) else {
            throw .badRequest("the card is no Adaptive Card: its \"type\" is not \"AdaptiveCard\"")
        }
        return .control(200, ["swift": .string(code)])
    }
}
