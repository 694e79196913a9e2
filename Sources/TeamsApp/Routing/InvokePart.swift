internal import JSONKit
internal import TeamsModels

/// Which one of the invokes of a name an activity is: what its value says about that.
enum InvokePart {
    /// The parts that `value` names, the most specific first; none when it names none, whatever it is.
    static func named(by value: JSONValue?, of name: InvokeName) -> [String] {
        guard let value else { return [] }
        let found: [JSONValue?] =
            switch name {
            case .taskFetch, .taskSubmit:
                [
                    value["data"]?["dialog_id"], value["data"]?["data"]?["dialog_id"], value["data"]?["action"],
                    value["data"]?["data"]?["action"],
                ]
            case .cardAction: [value["action"]?["verb"], value["action"]?["data"]?["action"]]
            case .search: [value["dataset"]]
            case .composeQuery, .composeFetchTask, .composeSubmitAction, .composeQuerySettingUrl: [value["commandId"]]
            case .messageSubmitAction: [value["actionName"]]
            case .messageFetchTask: [value["data"]?["actionName"]]
            case .fileConsent: [value["action"]]
            default: []
            }
        return found.compactMap { $0?.stringValue }
    }
}
