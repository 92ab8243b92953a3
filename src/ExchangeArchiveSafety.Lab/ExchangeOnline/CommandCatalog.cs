using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>The documented commands with their documented parameters and types.</summary>
public static class CommandCatalog
{
    private static readonly Dictionary<string, Dictionary<string, string>> Documented = Read();

    public static IReadOnlyCollection<string> Commands => Documented.Keys;

    /// <summary>Parameter names and documented types; without Confirm and WhatIf, which never travel.</summary>
    public static IReadOnlyDictionary<string, string> Parameters(string command) => Documented[command];

    public static bool Exists(string command) => Documented.ContainsKey(command);

    /// <summary>Commands with Confirm and WhatIf change something.</summary>
    public static bool Writes(string command) => command.Split('-')[0] is not ("Get" or "Export");

    /// <summary>Export-MailboxDiagnosticLogs has Confirm and WhatIf too, though it only reads.</summary>
    public static bool SupportsShouldProcess(string command) => !command.StartsWith("Get-", StringComparison.Ordinal);

    /// <summary>Commands with a built-in pause; they need <c>-Confirm:$false</c>.</summary>
    public static bool Asks(string command) => command is "Stop-MigrationBatch" or "Remove-MigrationBatch";

    /// <summary>These are cmdlets of the product module itself: never a function, never prefixed.</summary>
    public static bool IsBuiltIn(string command) => command.StartsWith("Get-EXO", StringComparison.Ordinal) || command == "Get-ConnectionInformation";

    /// <summary>Without an identity these make no sense; the readers and the batch commands take nothing for everything.</summary>
    public static bool NeedsIdentity(string command) =>
        command is "Set-Mailbox" or "Set-MigrationBatch" or "Start-ManagedFolderAssistant" or "Start-MigrationUser" or "Stop-MigrationUser" or "Export-MailboxDiagnosticLogs";

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var stream = typeof(CommandCatalog).Assembly.GetManifestResourceStream("exo-cmdlet-parameters.json")!;
        var table = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
        return table.ToDictionary(
            entry => entry.Key,
            entry => entry.Value
                .Where(parameter => parameter.Key is not ("Confirm" or "WhatIf"))
                .ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }
}
