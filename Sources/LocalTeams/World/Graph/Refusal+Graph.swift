// What Microsoft Graph refuses. The codes and words are Graph's own where they are known.

extension Refusal {
    static func badGraphRequest(_ message: String) -> Refusal {
        Refusal(status: 400, code: "BadRequest", message: message)
    }

    static func graphNotFound(_ message: String) -> Refusal { Refusal(status: 404, code: "NotFound", message: message) }

    static func graphForbidden(_ message: String) -> Refusal {
        Refusal(status: 403, code: "Forbidden", message: message)
    }

    static func invalidGraphToken(_ message: String) -> Refusal {
        Refusal(status: 401, code: "InvalidAuthenticationToken", message: message)
    }

    /// The token lacks what the call asks for.
    static func missingRole(_ permission: GraphPermission, of caller: GraphCaller) -> Refusal {
        let needed = (permission.application + permission.resourceSpecific).joined(separator: ", ")
        let note =
            "Rule: an app needs a permission for each call (Microsoft, Graph permissions reference), here "
            + "\(permission.application[0]) at the least. Grant it with PATCH /_local/bots/\(caller.bot), and ask for "
            + "a new token: application permissions stand in its roles."
        guard !permission.isOfDirectory else {
            return Refusal(
                status: 403, code: "Authorization_RequestDenied",
                message: "Insufficient privileges to complete the operation. API requires one of '\(needed)'.",
                note: note)
        }
        let held = caller.roles.sorted().prefix(40).joined(separator: ", ")
        return Refusal(
            status: 403, code: "Forbidden",
            message: "Missing role permissions on the request. API requires one of '\(needed)'. "
                + "Roles on the request '\(held)'.", note: note)
    }

    /// An app may only look after itself.
    static func notAllowedToManage(_ bot: AppID) -> Refusal {
        graphForbidden("The application with AAD App Id '\(bot)' is not allowed to manage the Teams App.").noted(
            "Rule: TeamsAppInstallation.…Self… permissions are for the app's own installations "
                + "(Microsoft, Graph permissions reference).")
    }

    /// The app is not where the one who is to be told would see it.
    static func notAuthorizedToNotify(_ bot: AppID) -> Refusal {
        graphForbidden(
            "Application with AAD App Id '\(bot)' is not authorized to generate custom text notifications to the "
                + "recipient. Ensure that the expected Teams app is installed in the target scope (user, team, or "
                + "chat)."
        ).noted(
            "Rule: the app must be installed for the recipient, in the scope of the call (Microsoft, Send activity "
                + "feed notifications, requirements).")
    }

    static func tooManyGraphRequests(after wait: Duration, note: String) -> Refusal {
        Refusal(
            status: 429, code: "TooManyRequests", message: "Too many requests.",
            retryAfter: max(1, Int((wait / .seconds(1)).rounded(.up))), note: note)
    }
}
