using ExchangeArchiveSafety.Lab.ExchangeOnline;
using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public class RecoverableItemsTests
{
    [Fact]
    public async Task Folder_statistics_tell_their_size_as_Exchange_prints_it()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().ExpandedPair("anna").Build());
        var tenant = session.Tenant;
        foreach (var (size, inArchive) in new[] { (1_288_490_189L, false), (1024L, false), (2048L, true) })
        {
            tenant.SoftDelete(tenant.PutMessage("anna", "/Odd", inArchive: inArchive).Resize(size));
        }

        Assert.Equal(
            ["/Recoverable Items 0 2 1.2 GB (1,288,491,213 bytes)", "/Deletions 2 2 1.2 GB (1,288,491,213 bytes)", "/Purges 0 0 0 B (0 bytes)", "/Versions 0 0 0 B (0 bytes)"],
            Rows("Get-MailboxFolderStatistics anna -FolderScope RecoverableItems"));
        Assert.Equal("/Recoverable Items 0 1 2 KB (2,048 bytes)", Rows("Get-EXOMailboxFolderStatistics anna -Folderscope RecoverableItems -Archive")[0]);
        Assert.Contains("/Deletions 2 2 1.2 GB (1,288,491,213 bytes)", Rows("Get-MailboxFolderStatistics anna -ResultSize Unlimited"));
        Assert.DoesNotContain(Rows("Get-MailboxFolderStatistics anna -FolderScope Inbox"), row => row.StartsWith("/Recoverable Items", StringComparison.Ordinal));
        Assert.Equal(
            tenant.Mailbox("anna").AuxiliaryArchives[1].ToString(),
            session.Run("(Get-MailboxFolderStatistics anna -Archive | Where-Object FolderPath -eq '/Customers').ContentMailboxGuid")[0].ToString());

        List<string> Rows(string command) =>
            [.. session.Run(command + " | ForEach-Object { '{0} {1} {2} {3}' -f $_.FolderPath, $_.ItemsInFolder, $_.ItemsInFolderAndSubfolders, $_.FolderAndSubfolderSize }").Select(row => row.ToString())];
    }

    [Fact]
    public async Task Quotas_are_larger_on_hold_and_can_be_set()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder()
            .Mailbox("anna")
            .Mailbox("held", mailbox => mailbox.LitigationHoldEnabled = true)
            .Mailbox("small", mailbox => (mailbox.RecoverableItemsQuota, mailbox.RecoverableItemsWarningQuota) = (2048, 1024))
            .Build());

        Assert.Equal(("30 GB (32,212,254,720 bytes)", "20 GB (21,474,836,480 bytes)"), Quotas("anna"));
        Assert.Equal(("100 GB (107,374,182,400 bytes)", "90 GB (96,636,764,160 bytes)"), Quotas("held"));
        Assert.Equal(("2 KB (2,048 bytes)", "1 KB (1,024 bytes)"), Quotas("small"));

        (object, object) Quotas(string mailbox)
        {
            var shown = session.Run("param($mailbox) Get-Mailbox $mailbox", mailbox)[0];
            return (shown.Properties["RecoverableItemsQuota"].Value, shown.Properties["RecoverableItemsWarningQuota"].Value);
        }
    }

    [Fact]
    public async Task A_mailbox_names_its_auxiliary_archives()
    {
        await using var session = await LabSession.StartAsync(Presets.Create("expanded"));
        var anna = session.Tenant.Mailbox("anna");
        var locations = (string[])session.Run("Get-Mailbox anna")[0].Properties["MailboxLocations"].Value;

        Assert.Equal(["Primary", "MainArchive", "AuxArchive", "AuxArchive"], locations.Select(location => location.Split(';')[2]));
        Assert.Equal(anna.AuxiliaryArchives.Select(guid => guid.ToString()), locations[2..].Select(location => location.Split(';')[1]));
        Assert.Equal(true, session.Run("(Get-Mailbox anna).AutoExpandingArchiveEnabled")[0].BaseObject);
    }

    [Fact]
    public async Task Every_command_can_be_taken_from_the_session()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Mailbox("anna").Build(), connect: false);
        foreach (var command in CommandCatalog.Commands)
        {
            session.Server.Exchange.Permissions.Deny(command);
        }

        session.Connect();

        // The built-in cmdlets stay and are refused; the others are not there.
        var left = session.Run("param($names) Get-Command $names -ErrorAction Ignore | ForEach-Object Name", [CommandCatalog.Commands.ToArray()]).Select(name => name.ToString()).ToList();
        Assert.Equal(CommandCatalog.Commands.Where(CommandCatalog.IsBuiltIn).Order(), left.Order());
        Assert.Contains("isn't allowed", Assert.Single(session.Try("Get-EXOMailbox anna").Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Server.Exchange.Calls.All.SelectMany(call => Enumerable.Repeat(call, call.Objects)));
    }
}
