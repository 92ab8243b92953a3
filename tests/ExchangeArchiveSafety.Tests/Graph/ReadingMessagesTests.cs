using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Graph;

/// <summary>What an admin is told about how mailboxes were read.</summary>
public sealed class ReadingMessagesTests
{
    [Fact]
    public async Task Where_Graph_names_no_archive_a_warning_says_that_only_the_primary_was_read()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Mailbox("otto", mailbox => mailbox.ArchiveGuid = Guid.Empty).Build());
        session.ConnectGraph();
        const string Both = "'anna@contoso.example', 'otto@contoso.example'";
        var path = TestProcess.NewPath("i.csv");
        foreach (var command in new[] { "Find-ArchiveDuplicates", $"Export-ArchiveInventory -Path '{path}'" })
        {
            var warning = Assert.Single(session.Try($"{Both} | {command}").Clean().Warnings);
            Assert.Contains("names no archive of 'otto@contoso.example', so only the primary mailbox was read", warning, StringComparison.Ordinal);
            Assert.Empty(session.Try($"{Both} | {command} -WarningAction SilentlyContinue").Clean().Warnings);
        }
    }

    [Fact]
    public async Task A_search_folder_that_looks_like_any_other_is_left_out_and_told_when_asked()
    {
        await using var session = await StartAsync("/Inbox", item => item.Number % 2 == 0);
        var find = session.Try("Find-ArchiveDuplicates anna@contoso.example -Summary -Verbose").Clean();
        Assert.Single(find.Verbose, text => text.Contains("/Found: the folder only lists items of other folders", StringComparison.Ordinal));
        Assert.Equal(session.Tenant.Mailbox("anna").Primary.Items.Count, Convert.ToInt32(Assert.Single(find.Output).Properties["PrimaryItems"].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Where_two_folders_list_the_same_the_error_says_to_delete_the_search_folder()
    {
        await using var session = await StartAsync("/Folder 2", _ => true);
        var message = session.Try("Find-ArchiveDuplicates anna@contoso.example").OneError("MailboxReadIncomplete", ErrorCategory.InvalidResult).ErrorDetails.Message;
        Assert.Contains("the folders /Folder 2 and /Found list the same items", message, StringComparison.Ordinal);
        Assert.Contains("is a search folder, delete it", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_counts_subfolders_which_no_list_shows_is_told_and_can_be_left_out()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        _ = tenant.PutCopy("anna", tenant.PutMessage("anna", "/Inbox", inArchive: true));
        _ = tenant.PutCopy("anna", tenant.PutMessage("anna", "/Clients", inArchive: true));
        tenant.Mailbox("anna").Primary.FindFolder("/Clients")!.UnlistedChildren = 2;
        await using var session = await LabSession.StartAsync(tenant);
        session.ConnectGraph();

        var outcome = session.Try("Find-ArchiveDuplicates anna@contoso.example | ForEach-Object { $_.Surplus } | ForEach-Object { \"$($_.FolderPath) $($_.WellKnownFolder)\" }");
        var error = outcome.OneError("FolderReadIncomplete", ErrorCategory.InvalidResult);
        Assert.Contains("primary mailbox /Clients: the server says that there are 2 subfolders and lists 0", error.ErrorDetails.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("-ExcludeFolder", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("anna@contoso.example", error.TargetObject);
        Assert.Equal(["/Inbox inbox"], outcome.Output.Select(text => text.ToString()));

        var left = session.Try("Find-ArchiveDuplicates anna@contoso.example -ExcludeFolder Clients | ForEach-Object { $_.Surplus } | ForEach-Object { $_.FolderPath }").Clean();
        Assert.Equal(["/Inbox"], left.Output.Select(text => text.ToString()));

        var path = TestProcess.NewPath("i.csv");
        var export = session.Try($"Export-ArchiveInventory anna@contoso.example '{path}'");
        Assert.Contains("/Clients: the server says", Assert.Single(export.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(path).Count(line => line.Contains("\"/Clients\"", StringComparison.Ordinal)));
    }

    private static async Task<LabSession> StartAsync(string folder, Predicate<Lab.Tenant.Mailboxes.MailItem> shows)
    {
        var tenant = new TenantBuilder().LargePair("anna", 200, folders: 4).Build();
        tenant.Mailbox("anna").Primary.AddSearchFolder("Found", folder, shows);
        var session = await LabSession.StartAsync(tenant);
        session.Server.Graph.Options.SearchFoldersLookOrdinary = true;
        session.ConnectGraph();
        return session;
    }
}
