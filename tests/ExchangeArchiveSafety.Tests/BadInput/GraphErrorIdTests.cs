using ExchangeArchiveSafety.Duplicates;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>Error ids of the cmdlets that find copies, remove them and bring them back, each brought about once.</summary>
public class GraphErrorIdTests
{
    private const string Find = "Find-ArchiveDuplicates anna@contoso.example";
    private const string Remove = Find + " | Remove-ArchiveDuplicates @Careful";
    private const string Plan = Find + " -GroupsPath $Plan -Summary";

    private static readonly Dictionary<string, (string Script, Action<LabSession>? Arrange)> Scenarios = new()
    {
        ["InventoryUnreadable"] = ("$held = [IO.File]::Open($File, 'Create', 'ReadWrite', 'None'); try { Find-ArchiveDuplicates -InventoryPath $File } finally { $held.Dispose() }", null),
        ["InventoryDamaged"] = ("[IO.File]::WriteAllText($File + '.gz', 'this is no gzip'); Find-ArchiveDuplicates -InventoryPath ($File + '.gz')", null),
        ["InventoryChanged"] = (
            "[IO.File]::WriteAllText($File, $Pair); Find-ArchiveDuplicates -InventoryPath $File -Verbose 4>&1 | ForEach-Object { if (\"$_\" -like 'Compared items*') { [IO.File]::AppendAllText($File, $Pair) } }",
            null),
        ["RepeatedColumn"] = ("[IO.File]::WriteAllText($File, 'Mailbox,' + $Pair); Find-ArchiveDuplicates -InventoryPath $File", null),
        ["RowTooLong"] = ("Find-ArchiveDuplicates -InventoryPath ($File + '.gz')", WriteEndlessRow),
        ["GraphUnreachable"] = ("Connect-ArchiveSafetyGraph -GraphEndpoint $Uri.ToString().Replace('http:', 'https:') -AccessToken $Token", null),
        ["GraphEndpointForeign"] = ("Connect-ArchiveSafetyGraph -GraphEndpoint $Page -AccessToken $Token", null),
        ["GraphTokenRefused"] = ("Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -AccessToken $Garbage", null),
        ["GraphTokenExpired"] = (Find, session => session.Server.Graph.Tokens.ExpireAll()),
        ["GraphHalvesEqual"] = (Find, session => session.Tenant.Mailbox("anna").ArchiveGuid = session.Tenant.Mailbox("anna").ExchangeGuid),
        ["GraphThrottled"] = (Find, session => session.Server.Graph.Faults.Add(new GraphFault(GraphFaultKind.Throttled429) { RetryAfter = "3600" })),
        ["GraphRequestFailed"] = ("$null = Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -AccessToken $Token -ApiVersion @{ Archive = 'v1.0' }; " + Find, null),
        ["GraphRedirectRefused"] = (Find, session =>
        {
            var anna = session.Tenant.Mailbox("anna");
            var folder = anna.Archive.FindFolder("/Inbox")!;
            var archive = session.Server.Graph.ArchiveIdOf(anna);

            // Moved just after the folders were listed, and to another host.
            session.Server.Graph.Hooks.After(
                call => call.Route == GraphRoute.Folders && call.MailboxId == archive, _ => (folder.AuxiliaryMailbox, folder.RedirectHost) = (Guid.NewGuid(), "http://graph.evil.example"));
        }
        ),
        ["GraphCheckpointBusy"] = ("$path = $File + '.state'; " + Find + " -CheckpointPath $path | ForEach-Object { " + Find + " -CheckpointPath $path }", null),
        ["GraphCheckpointForeign"] = (
            Find + " -CheckpointPath $File; foreach ($folder in [IO.Directory]::GetDirectories($File)) { foreach ($one in [IO.Directory]::GetFiles($folder)) { [IO.File]::WriteAllText($one, '{}') } }; "
            + Find + " -CheckpointPath $File",
            session => session.Server.Graph.Faults.Add(GraphFaultKind.Forbidden, GraphRoute.Items, times: 1, skip: 2)),
        ["GraphCheckpointUnusable"] = ("[IO.File]::WriteAllText($File, ''); " + Find + " -CheckpointPath $File", null),
        ["GraphSettingsIncomplete"] = ("Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -TenantId t -ClientSecret ([pscredential]::Empty)", null),
        ["GraphSignInUnavailable"] = ("Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -WorkloadIdentity", null),
        ["GraphFoldersIncomplete"] = (Plan + "; $null = $Arranged.Invoke(); Remove-ArchiveDuplicates -GroupsPath $Plan @Careful", session => Later(session, () =>
        {
            // More folders than are listed, and others each time.
            var primary = session.Tenant.Mailbox("anna").Primary;
            primary.Root.UnlistedChildren = 100;
            session.Server.Graph.Hooks.Before(GraphRoute.Folders, call => primary.Folder("/New " + call.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), session.Tenant.Now));
        })),
        ["RemovalGroupUnusable"] = ("'text' | Remove-ArchiveDuplicates @Careful", null),
        ["RemovalAboveQuota"] = (Remove, session => session.Tenant.Mailbox("anna").RecoverableItemsWarningQuota = 1),
        ["RecoverableItemsFull"] = (Remove + " -IgnoreRecoverableItemsQuota", session =>
        {
            var anna = session.Tenant.Mailbox("anna");
            (anna.LitigationHoldEnabled, anna.RecoverableItemsQuota) = (true, 1);
        }
        ),
        ["RemovalPlanNotReadable"] = ("Remove-ArchiveDuplicates -GroupsPath ($File + '.no.such.file') @Careful", null),
        ["RemovalPlanNotWritable"] = (Find + " -GroupsPath ($File + '.no.such.folder/plan.jsonl')", null),
        ["RemovalPlanForeign"] = ("[IO.File]::WriteAllText($File, '{\"something\":\"quite different from a plan\"}' + [char]10); Remove-ArchiveDuplicates -GroupsPath $File @Careful", null),
        ["RemovalPlanNewer"] = (Plan + "; [IO.File]::WriteAllText($File, ([IO.File]::ReadAllText($Plan) -replace '^(\\D*)1', '${1}99')); Remove-ArchiveDuplicates -GroupsPath $File @Careful", null),
        ["RemovalPlanDamaged"] = (Plan + "; $text = [IO.File]::ReadAllText($Plan); [IO.File]::WriteAllText($File, $text.Substring(0, $text.Length / 2)); Remove-ArchiveDuplicates -GroupsPath $File @Careful", null),
        ["RemovalFailed"] = (Remove, session => session.Server.Graph.Faults.Add(GraphFaultKind.Forbidden, GraphRoute.DeleteItem, times: 1)),
        ["RemovalUnverified"] = (Remove, session =>
        {
            session.Server.Graph.Faults.Add(GraphFaultKind.AppliesThen504, GraphRoute.DeleteItem, times: 1);
            session.Server.Graph.Hooks.After(GraphRoute.DeleteItem, _ => session.Server.Graph.Faults.Add(GraphFaultKind.Forbidden, GraphRoute.Item));
        }
        ),
        ["KeptCopyGone"] = (Remove, session =>
        {
            session.Server.Graph.Permissions.Deny("MailboxItem.ImportExport.All");
            session.Server.Graph.Hooks.After(GraphRoute.DeleteItem, _ =>
            {
                foreach (var item in session.Tenant.Mailbox("anna").Archive.Items.ToList())
                {
                    session.Tenant.Purge(item);
                }
            });
        }
        ),
        ["QuarantineNotWritable"] = ("[IO.File]::WriteAllText($File, ''); $Careful.QuarantinePath = $File; " + Remove, null),
        ["QuarantineNotReadable"] = ("[IO.File]::WriteAllText($File, ''); Restore-ArchiveDuplicates -QuarantinePath $File -Confirm:$false", null),
        ["QuarantineNewer"] = (
            Remove + "; foreach ($one in [IO.Directory]::GetFiles($Careful.QuarantinePath, '*.json')) { [IO.File]::WriteAllText($one, ([IO.File]::ReadAllText($one) -replace '^(\\D*)1', '${1}99')) }; Restore-ArchiveDuplicates @Careful",
            null),
        ["QuarantineDamaged"] = (
            Remove + "; foreach ($one in [IO.Directory]::GetFiles($Careful.QuarantinePath, '*.json')) { [IO.File]::WriteAllText($one, '{') }; Restore-ArchiveDuplicates @Careful",
            null),
        ["QuarantineItemNotFound"] = (Remove + "; Restore-ArchiveDuplicates @Careful -ItemId nothing", null),
        ["RestoreFailed"] = (Remove + "; Restore-ArchiveDuplicates @Careful", session => session.Server.Graph.Permissions.Deny("MailboxItem.ImportExport.All")),
        ["RestoreUnverified"] = (Remove + "; Restore-ArchiveDuplicates @Careful", session =>
        {
            session.Server.Graph.Faults.Add(GraphFaultKind.AppliesThenDropped, GraphRoute.Import);
            session.Server.Graph.Hooks.Before(GraphRoute.Import, _ => session.Server.Graph.Faults.Add(GraphFaultKind.Forbidden, GraphRoute.Items));
        }
        ),
    };

    public static TheoryData<string> Ids => new(Scenarios.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_error_id_is_what_its_trouble_is_called(string id)
    {
        var (script, arrange) = Scenarios[id];
        using var page = new PageServer();
        await using var session = await LabSession.StartAsync(Doubled());
        session.ConnectGraph();
        var variables = session.Engine.Runspace.SessionStateProxy;
        variables.SetVariable("Uri", session.Server.Uri);
        variables.SetVariable("Page", page.Address);
        variables.SetVariable("Token", LabSession.Secure(session.Server.Graph.Tokens.Issue()));
        variables.SetVariable("Garbage", LabSession.Secure("garbage"));
        variables.SetVariable("File", TestProcess.NewPath("file.csv"));
        variables.SetVariable("Plan", TestProcess.NewPath("plan.jsonl"));
        variables.SetVariable("Pair", InventoryText.Header + InventoryText.Pair("1"));
        variables.SetVariable("Careful", new System.Collections.Hashtable
        {
            ["QuarantinePath"] = TestProcess.NewPath("quarantine"),
            ["JournalPath"] = session.Journal,
            ["Confirm"] = false,
        });
        session.Run("$PSDefaultParameterValues['Remove-ArchiveDuplicates:MaximumPercent'] = 100; $PSDefaultParameterValues['Remove-ArchiveDuplicates:MigrationEnded'] = $true");
        arrange?.Invoke(session);

        var outcome = session.Try(script);

        IReadOnlyList<ErrorRecord> errors = outcome.Terminating is { } ended ? [.. outcome.Errors, ended] : outcome.Errors;
        Assert.Contains(id, errors.Select(Outcome.Id));
        var error = errors.First(one => Outcome.Id(one) == id);
        Assert.NotNull(error.TargetObject);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Contains(' ', error.ToString());
    }

    // Longer than any row may be, which compressed is not much.
    private static void WriteEndlessRow(LabSession session)
    {
        var path = session.Engine.Runspace.SessionStateProxy.GetVariable("File") + ".gz";
        using var file = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest);
        file.Write(System.Text.Encoding.UTF8.GetBytes(InventoryText.Header));
        var part = new byte[1024 * 1024];
        Array.Fill(part, (byte)'x');
        for (var times = 0; times < 300; times++)
        {
            file.Write(part);
        }
    }

    // Done in the middle of the script.
    private static void Later(LabSession session, Action action) => session.Engine.Runspace.SessionStateProxy.SetVariable("Arranged", action);

    private static LabTenant Doubled()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        for (var number = 0; number < 4; number++)
        {
            var kept = tenant.PutMessage("anna", "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9));
            _ = tenant.PutCopy("anna", kept, inArchive: number == 3, createdUtc: tenant.Now.AddDays(-5));
        }

        return tenant;
    }
}
