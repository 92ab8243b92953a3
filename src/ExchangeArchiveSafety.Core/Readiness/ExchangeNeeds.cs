namespace ExchangeArchiveSafety;

/// <summary>
/// Every command and parameter of Exchange Online that this module calls, with the cmdlets that do: the one list by which the session calls and the checks ask.
/// A call that does not stand here is never made.
/// </summary>
public static class ExchangeNeeds
{
    private const string Test = "Test-ArchiveMigrationConflict";
    private const string Suspend = "Suspend-ConflictingArchivePolicy";
    private const string Resume = "Resume-ConflictingArchivePolicy";
    private const string Get = "Get-ArchivePolicySuspension";
    private const string History = "Get-ArchiveMigrationHistory";
    private const string Snapshot = "Export-ArchiveSafetySnapshot";
    private const string Remove = "Remove-ArchiveDuplicates";
    private const string Restore = "Restore-ArchiveDuplicates";
    private const string Guard = "Invoke-ArchiveSafetyGuard";
    private const string Readiness = "Test-ArchiveSafetyReadiness";

    private static readonly string[] Judging = [Test, Suspend, Snapshot, Guard];
    private static readonly string[] Foreseeing = [Test, Suspend, Snapshot];
    private static readonly string[] Everybody = [Test, Suspend, Resume, Get, Snapshot, Remove, Guard, Readiness];

    /// <summary>The list, command by command.</summary>
    public static IReadOnlyList<ExchangeNeed> All { get; } =
    [
        Of("Get-MigrationUser", Everybody),
        Of("Get-MigrationUser", [Suspend], "Identity"),
        Long("Get-MigrationUser", Everybody),
        Of("Get-MigrationBatch", Everybody),
        Long("Get-MigrationBatch", Everybody),
        Of("Get-Mailbox", [.. Everybody, Restore]),
        Of("Get-Mailbox", [.. Everybody, Restore], "Identity"),
        Of("Get-Mailbox", [Resume, Get, Guard], "SoftDeletedMailbox"),
        Of("Get-Mailbox", [Resume, Get, Guard], "InactiveMailboxOnly"),
        Long("Get-Mailbox", [Test, Get, Snapshot, Guard]),
        Of("Get-EXOMailbox", [Test, Snapshot, Guard, Readiness], instead: "Get-Mailbox"),
        Of("Get-EXOMailbox", [Test, Snapshot, Guard], "PropertySets", "Get-Mailbox"),
        Of("Get-EXOMailbox", [Readiness], "Identity", "Get-Mailbox"),
        Of("Get-EXOMailbox", [Readiness], "Properties", "Get-Mailbox"),
        Of("Get-EXORecipient", Judging),
        Of("Get-EXORecipient", Judging, "PropertySets"),
        Of("Get-OrganizationConfig", [.. Judging, Resume, Get, History, Remove]),
        Asking("Get-AcceptedDomain", [Readiness, Guard]),
        Long("Get-AcceptedDomain", [Readiness, Guard]),
        Of("Get-RetentionPolicy", Judging),
        Of("Get-RetentionPolicyTag", Judging),
        Of("Get-RetentionPolicyTag", Judging, "Mailbox"),
        Of("Get-RetentionPolicyTag", Judging, "OptionalInMailbox"),
        Of("Get-MailboxStatistics", Judging, instead: "Get-EXOMailboxStatistics"),
        Of("Get-MailboxStatistics", Judging, "Identity"),
        Of("Get-EXOMailboxStatistics", Judging, instead: "Get-MailboxStatistics"),
        Of("Get-EXOMailboxStatistics", Judging, "Identity", "Get-MailboxStatistics"),
        Asking("Get-MailboxStatistics", Foreseeing, "Archive"),
        Asking("Get-EXOMailboxStatistics", Foreseeing, "Archive"),
        Asking("Get-MailboxFolderStatistics", [Remove, .. Foreseeing]),
        Asking("Get-MailboxFolderStatistics", [Remove, .. Foreseeing], "Identity"),
        Asking("Get-MailboxFolderStatistics", Foreseeing, "IncludeOldestAndNewestItems"),
        Asking("Get-MailboxFolderStatistics", [Remove], "FolderScope"),
        Asking("Get-MailboxFolderStatistics", [Remove], "Archive"),
        Of("Export-MailboxDiagnosticLogs", Judging),
        Of("Export-MailboxDiagnosticLogs", Judging, "Identity"),
        Of("Export-MailboxDiagnosticLogs", Judging, "ExtendedProperties"),
        Of("Set-Mailbox", [Suspend, Resume, Guard]),
        Of("Set-Mailbox", [Suspend, Resume, Guard], "Identity"),
        .. Enum.GetNames(typeof(ArchivingSetting)).Select(name => Of("Set-Mailbox", [Suspend, Resume, Guard], name)),
        Of("Stop-MigrationUser", [Suspend]),
        Of("Stop-MigrationUser", [Suspend], "Identity"),
        Of("Stop-MigrationBatch", [Suspend]),
        Of("Stop-MigrationBatch", [Suspend], "Identity"),
    ];

    // It tells which session is meant where there are several, lies in the module that connects, and is no question of roles.
    private const string Connections = "Get-ConnectionInformation";

    private static readonly HashSet<string> Declared = new(All.Select(need => need.ToString()).Append(Connections), StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes sure that a call stands in the list.</summary>
    /// <param name="command">The command, without prefix.</param>
    /// <param name="parameters">The parameters that it is called with.</param>
    /// <exception cref="InvalidOperationException">It does not: nobody would be told of a permission that it lacks.</exception>
    public static void EnsureDeclared(string command, IEnumerable<string> parameters)
    {
        foreach (var call in parameters.Select(parameter => command + " -" + parameter).Prepend(command))
        {
            if (!Declared.Contains(call))
            {
                throw new InvalidOperationException(call + " is not among the needs of this module.");
            }
        }
    }

    private static ExchangeNeed Of(string command, string[] cmdlets, string? parameter = null, string? instead = null) =>
        new() { Command = command, Parameter = parameter, Cmdlets = cmdlets, Instead = instead };

    private static ExchangeNeed Asking(string command, string[] cmdlets, string? parameter = null) => Of(command, cmdlets, parameter) with { IsForQuestion = true };

    private static ExchangeNeed Long(string command, string[] cmdlets) => new() { Command = command, Parameter = "ResultSize", Cmdlets = cmdlets, IsForLongLists = true };
}
