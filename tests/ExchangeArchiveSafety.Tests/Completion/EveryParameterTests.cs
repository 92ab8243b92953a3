using System.Reflection;

namespace ExchangeArchiveSafety.Tests.Completion;

/// <summary>Every parameter of every cmdlet has a completion, or a reason to have none. Files are offered where a path belongs and nowhere else.</summary>
public class EveryParameterTests
{
    private const string None = "NoValueCompleter";

    // A completion by the name of the parameter, or of the parameter of one cmdlet.
    private static readonly Dictionary<string, string> Completed = new()
    {
        ["Identity"] = "MailboxCompleter",
        ["Find-ArchiveDuplicates -Mailbox"] = "InventoryMailboxCompleter",
        ["ExternallyMigrating"] = "MailboxCompleter",
        ["Get-ArchiveMigrationHistory -Identity"] = "RememberedMailboxCompleter",
        ["Get-ArchiveMigrationHistory -MigrationBatch"] = "RememberedBatchCompleter",
        ["MigrationBatch"] = "BatchCompleter",
        ["Mailbox"] = "SavedMailboxCompleter",
        ["ItemId"] = "SavedItemCompleter",
        ["InternetMessageId"] = "SavedMessageCompleter",
        ["IncludeFolder"] = "FolderCompleter",
        ["ExcludeFolder"] = "FolderCompleter",
        ["FolderPriority"] = "FolderCompleter",
        ["Folder"] = "FolderCompleter",
        ["ItemClass"] = "ItemClassCompleter",
        ["AsOf"] = "AsOfCompleter",
        ["Until"] = "DayAheadCompleter",
        ["CreatedAfter"] = "DayPastCompleter",
        ["RemovedAfter"] = "DayPastCompleter",
        ["RemovedBefore"] = "DayPastCompleter",
        ["SettleTime"] = "SettleTimeCompleter",
        ["TimeBudget"] = "TimeBudgetCompleter",
        ["CertificateThumbprint"] = "CertificateCompleter",
    };

    // Why there is nothing to offer.
    private static readonly Dictionary<string, string> Nothing = new()
    {
        ["InputObject"] = "comes through the pipe",
        ["AccessToken"] = "a secret",
        ["Certificate"] = "an object",
        ["CertificatePassword"] = "a secret",
        ["ClientSecret"] = "a secret",
        ["TenantId"] = "known to whoever signs in",
        ["ClientId"] = "known to whoever signs in",
        ["GraphEndpoint"] = "an address; -Environment has the usual ones",
        ["AuthorityHost"] = "an address; -Environment has the usual ones",
        ["JournalUri"] = "an address",
        ["ApiVersion"] = "a table",
        ["Title"] = "free text",
        ["DnsServer"] = "an address",
        ["ThrottleLimit"] = "a number",
        ["SizeTolerance"] = "a number",
        ["MaximumCount"] = "a number",
        ["MaximumPercent"] = "a number",
        ["MaximumSuspensions"] = "a number",
        ["Partition"] = "a number",
        ["PartitionCount"] = "a number",
    };

    private static readonly string[] Paths =
        ["Path", "SnapshotPath", "JournalPath", "InventoryPath", "CheckpointPath", "GroupsPath", "QuarantinePath", "ReportPath", "EventPath", "CertificatePath"];

    [Fact]
    public void Each_is_completed_or_says_why_not()
    {
        using var engine = Engine.Start();
        var used = new HashSet<string>();
        var wrong = new List<string>();
        foreach (var command in engine.Run("Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet").Select(one => (CmdletInfo)one.BaseObject))
        {
            foreach (var property in command.ImplementingType.GetProperties().Where(one => one.GetCustomAttributes<ParameterAttribute>().Any()))
            {
                var (own, kind) = (command.Name + " -" + property.Name, KindOf(property));
                var name = Completed.ContainsKey(own) || Nothing.ContainsKey(own) ? own : property.Name;
                _ = used.Add(name);
                var expected = Nothing.ContainsKey(name) ? None
                    : Completed.TryGetValue(name, out var completer) ? completer
                    : Paths.Contains(name) ? "a file"
                    : "its words";
                if (kind != expected)
                {
                    wrong.Add($"{own}: {kind} instead of {expected}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(Completed.Keys.Concat(Nothing.Keys).Concat(Paths).Except(used));
    }

    private static string KindOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type;
        return property.GetCustomAttribute<ArgumentCompleterAttribute>() is { } completer ? completer.Type.Name
            : type == typeof(SwitchParameter) || type.IsEnum || property.GetCustomAttributes<ValidateSetAttribute>().Any() ? "its words"
            : type == typeof(string) ? "a file"
            : "nothing said";
    }
}
