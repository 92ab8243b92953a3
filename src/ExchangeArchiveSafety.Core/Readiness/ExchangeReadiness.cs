namespace ExchangeArchiveSafety;

/// <summary>The checks of an Exchange session: what it grants of what the cmdlets need, and what the tenant's answers look like. Pure.</summary>
public static class ExchangeReadiness
{
    /// <summary>The name of the checks.</summary>
    public const string Category = "Exchange";

    /// <summary>The session itself.</summary>
    /// <param name="tenant">Whom it is connected to.</param>
    /// <param name="commands">The prefix and the module of its commands.</param>
    public static ArchiveSafetyCheck Session(string tenant, string commands) => new()
    {
        Category = "Session",
        Name = "Exchange session",
        Because = DisplayText.Sentence(CoreMessages.CheckSession, tenant, commands),
        Source = CoreMessages.SourceSession,
    };

    /// <summary>That there is no session that can be told.</summary>
    /// <param name="why">Why, with what to do.</param>
    public static IReadOnlyList<ArchiveSafetyCheck> NoSession(string why) =>
    [
        new() { Category = "Session", Name = "Exchange session", Status = ReadinessStatus.Failed, Because = why, Remedy = CoreMessages.RemedySession, Source = CoreMessages.SourceSession },
        new() { Category = Category, Name = "Commands", Status = ReadinessStatus.Skipped, Because = CoreMessages.CheckNoSession, Source = CoreMessages.SourceRoles },
    ];

    /// <summary>One check a command; where it lacks parameters, one for each of these.</summary>
    /// <param name="grants">Whether the session grants a command (without a parameter) or a parameter of it.</param>
    public static IEnumerable<ArchiveSafetyCheck> Commands(Func<string, string?, bool> grants)
    {
        foreach (var command in ExchangeNeeds.All.GroupBy(need => need.Command))
        {
            IReadOnlyList<ExchangeNeed> missing = grants(command.Key, null) ? [.. command.Where(need => need.Parameter is not null && !grants(need.Command, need.Parameter))] : [command.First()];
            if (missing.Count > 0)
            {
                foreach (var need in missing)
                {
                    yield return Missing(need, grants);
                }

                continue;
            }

            var parameters = string.Join(", ", command.Where(need => need.Parameter is not null).Select(need => "-" + need.Parameter));
            yield return new()
            {
                Category = Category,
                Name = command.Key,
                Because = DisplayText.Sentence(parameters.Length == 0 ? CoreMessages.CheckGranted : CoreMessages.CheckGrantedWith, Needing(command), parameters),
                Source = CoreMessages.SourceRoles,
            };
        }
    }

    /// <summary>Whether Exchange knows the mailbox.</summary>
    /// <param name="failure">What it said instead; null where it does.</param>
    public static ArchiveSafetyCheck Found(string? failure) => new()
    {
        Category = Category,
        Name = "Mailbox",
        Status = failure is null ? ReadinessStatus.Passed : ReadinessStatus.Unknown,
        Because = failure ?? CoreMessages.CheckExchangeMailbox,
        Source = CoreMessages.SourceSession,
    };

    /// <summary>Whether a mailbox tells if it may be auto-archived; a switch that is not told is never set.</summary>
    /// <param name="mailbox">What Get-Mailbox returned.</param>
    public static ArchiveSafetyCheck AutoArchiving(Mailbox mailbox) => new()
    {
        Category = Category,
        Name = "Get-Mailbox returns AutoArchivingEnabled",
        Status = mailbox.AutoArchivingEnabled.IsKnown ? ReadinessStatus.Passed : ReadinessStatus.Failed,
        Because = mailbox.AutoArchivingEnabled.IsKnown ? CoreMessages.CheckPropertyTold : CoreMessages.CheckAutoArchivingNotTold,
        Remedy = mailbox.AutoArchivingEnabled.IsKnown ? "" : CoreMessages.RemedyAutoArchiving,
        Source = CoreMessages.SourceAutoArchiving,
        Answer = mailbox.AutoArchivingEnabled.IsKnown ? "told" : "not told",
    };

    /// <summary>Whether Get-EXOMailbox gives the processing switch when it is asked for. No cmdlet hangs on it.</summary>
    /// <param name="isTold">Whether it did; null where it could not be asked.</param>
    /// <param name="why">Why it could not.</param>
    public static ArchiveSafetyCheck ProcessingSwitch(bool? isTold, string why) => new()
    {
        Category = Category,
        Name = "Get-EXOMailbox -Properties ElcProcessingDisabled",
        Status = isTold is null ? ReadinessStatus.Unknown : ReadinessStatus.Passed,
        Because = isTold switch { true => CoreMessages.CheckPropertyTold, false => CoreMessages.CheckProcessingNotTold, null => why },
        Source = CoreMessages.SourceProcessing,
        Answer = isTold switch { true => "told", false => "not told", null => "" },
    };

    /// <summary>In which types the properties of a migration arrive.</summary>
    /// <param name="command">The command that was asked.</param>
    /// <param name="types">Names of properties and of their types; null where there was no object.</param>
    /// <param name="why">Why there was none; empty where none was returned.</param>
    public static ArchiveSafetyCheck Types(string command, string? types, string why) => new()
    {
        Category = Category,
        Name = "Value types of " + command,
        Status = types is null ? ReadinessStatus.Skipped : ReadinessStatus.Passed,
        Because = types is not null ? DisplayText.Sentence(CoreMessages.CheckTypes, types) : why.Length > 0 ? why : DisplayText.Sentence(CoreMessages.CheckNoObject, command),
        Source = CoreMessages.SourceShapes,
        Answer = types ?? "",
    };

    private static ArchiveSafetyCheck Missing(ExchangeNeed need, Func<string, string?, bool> grants)
    {
        var isReplaced = need.Instead is { } other && grants(other, null);
        return new()
        {
            Category = Category,
            Name = need.ToString(),
            Status = isReplaced ? ReadinessStatus.Skipped : need.IsForLongLists ? ReadinessStatus.Unknown : ReadinessStatus.Failed,
            Because = isReplaced ? DisplayText.Sentence(CoreMessages.CheckReplaced, need, need.Instead)
                : DisplayText.Sentence(need.IsForLongLists ? CoreMessages.CheckLongLists : CoreMessages.CheckNotGranted, need, Needing([need])),
            Remedy = isReplaced ? "" : DisplayText.Sentence(CoreMessages.RemedyRoles, RoleGroups.For(need.Command)),
            Source = CoreMessages.SourceRoles,
        };
    }

    private static string Needing(IEnumerable<ExchangeNeed> needs) => string.Join(", ", needs.SelectMany(need => need.Cmdlets).Distinct());
}
