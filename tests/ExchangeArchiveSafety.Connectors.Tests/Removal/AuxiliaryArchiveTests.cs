using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>Copies and originals on either side of an auto-expanding archive: removed and brought back where they lie, and nowhere that only looks like it.</summary>
public class AuxiliaryArchiveTests
{
    private const int Each = 3;
    private const int Copies = 6 * Each;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_loop_made_goes_and_comes_back_wherever_it_lies(bool isUntold)
    {
        await using var tenant = await ExpandedAsync();
        if (isUntold)
        {
            // Then only redirects tell.
            UntellHomes(tenant);
        }

        var results = await tenant.CleanUpAsync();
        Assert.Equal(Copies, results.Count(result => result.Status == RemovalStatus.Removed));
        Assert.Empty(Doubled(tenant));
        var auxiliaries = tenant.Graph.AuxiliaryIdsOf(tenant.Tenant.Mailbox("anna"));
        Assert.Equal(3 * Each, tenant.Graph.Deletes.Count(call => auxiliaries.Contains(call.MailboxId)));
        Assert.All(tenant.Graph.Calls.LargestInFlight().Values, largest => Assert.True(largest <= 4));
        Assert.All(tenant.Graph.Deletes, call => Assert.Equal(204, call.Status));
        if (isUntold)
        {
            // A folder is redirected when nobody knows yet where it lies.
            Assert.InRange(tenant.Graph.Calls.All.Count(call => call.Status == 308), 1, 40);
        }
        else
        {
            Assert.DoesNotContain(tenant.Graph.Calls.All, call => call.Status == 308);
        }

        Assert.All(await tenant.RestoreAsync(), result => Assert.Equal((RestoreStatus.Restored, result.Location, result.FolderPath), (result.Status, result.RestoredLocation, result.RestoredFolderPath)));
        Assert.Equal(Copies, Doubled(tenant).Count);
        Assert.DoesNotContain(tenant.Graph.Calls.All, call => call.Route == GraphRoute.CreateFolder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_auxiliary_archive_fills_recoverable_items_of_its_own_and_what_nobody_tells_is_not_zero(bool isListed)
    {
        await using var tenant = await ExpandedAsync();
        tenant.Graph.Options.ListsRecoverableItems = isListed;
        var groups = await tenant.FindAsync();
        var folder = tenant.Tenant.Mailbox("anna").Archive.Folders.First(one => one.AuxiliaryMailbox is not null && one.Items.Count > 0 && !one.IsRecoverableItems);
        var auxiliaries = tenant.Graph.AuxiliaryIdsOf(tenant.Tenant.Mailbox("anna"));
        var gone = tenant.Tenant.PutMessage("anna", folder.Path, inArchive: true).Resize(123L << 20);
        tenant.Tenant.SoftDelete(gone);
        Assert.Equal(folder.AuxiliaryMailbox, gone.Folder.AuxiliaryMailbox);

        var room = await tenant.RoomAsync(groups);

        Assert.All(auxiliaries, id => Assert.Contains($"auxiliary archive {id} hold ", room.Sentence, StringComparison.Ordinal));
        Assert.Equal(isListed, room.Sentence.Contains("hold 123 MB", StringComparison.Ordinal));
        Assert.Equal(isListed ? 1 : 0, auxiliaries.Count(id => room.Sentence.Contains($"auxiliary archive {id} hold 123 MB", StringComparison.Ordinal)));
        Assert.DoesNotContain("of the archive hold 123 MB", room.Sentence, StringComparison.Ordinal);
        Assert.Null(room.UndoLastsUntilUtc);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task On_a_rough_server_all_of_it_goes_and_nothing_else(ulong seed)
    {
        await using var tenant = await ExpandedAsync();
        tenant.Graph.Faults.AddRough(seed);
        await tenant.CleanUpAsync(runs: 4);
        Assert.Empty(Doubled(tenant));
        Assert.All(tenant.Tenant.Truth("anna"), message => Assert.Equal(1, message.InPrimary + message.InArchive));
        Assert.All(tenant.Graph.Calls.LargestInFlight().Values, largest => Assert.True(largest <= 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task While_its_owner_is_at_work_nothing_is_removed_but_what_was_seen_as_planned(ulong seed)
    {
        await using var tenant = await ExpandedAsync();
        var groups = await tenant.FindAsync();
        tenant.Graph.Faults.AddMoving(seed);
        var results = await tenant.RemoveAsync(groups);

        // What the owner deleted is the owner's doing; of every other message there is a copy left.
        var byOwner = tenant.Graph.Disturbances.Where(one => one.Kind == GraphFaultKind.ItemVanishes).Select(one => one.Item.Message.InternetMessageId).ToHashSet();
        Assert.All(tenant.Tenant.Truth("anna").Where(message => !byOwner.Contains(message.InternetMessageId)), message => Assert.True(message.InPrimary + message.InArchive >= 1));
        var changed = tenant.Graph.Disturbances.Where(one => one.Kind == GraphFaultKind.ItemChanges && one.Route != GraphRoute.DeleteItem).Select(one => one.ItemId).ToHashSet();
        Assert.DoesNotContain(results, result => result.Status == RemovalStatus.Removed && changed.Contains(result.ItemId));
        Assert.Contains(results, result => result.Status == RemovalStatus.Removed);
    }

    [Theory]
    [InlineData(null, "ben")]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData(null, "MBX:aaaaaaaa-1111-2222-3333-444444444444@aaaaaaaa-0000-0000-0000-000000000000")]
    public async Task A_redirect_to_somebody_else_is_refused_and_journalled_and_the_rest_goes_on(string? host, string? mailbox)
    {
        await using var tenant = await ExpandedAsync(withOthers: true);
        var groups = await tenant.FindAsync();
        var ben = await tenant.KnowAsync("ben@contoso.example");
        foreach (var target in mailbox == "ben" ? [ben.PrimaryMailboxId, ben.ArchiveMailboxId] : new[] { mailbox })
        {
            foreach (var folder in tenant.Tenant.Mailbox("anna").Archive.Folders.Where(folder => folder.AuxiliaryMailbox is not null))
            {
                (folder.RedirectHost, folder.RedirectMailbox) = (host, target);
                folder.ParentMailboxUrl = (host ?? "https://graph.microsoft.com") + "/beta/admin/exchange/mailboxes/" + target;
            }

            tenant.Graph.Clear();
            var results = await tenant.RemoveAsync(groups, alsoKnown: "ben@contoso.example");
            Assert.DoesNotContain(tenant.Graph.Calls.All, call => call.MailboxId is { } id && (id == ben.PrimaryMailboxId || id == ben.ArchiveMailboxId));
            var refused = results.Where(result => result.Status == RemovalStatus.Failed).Select(result => result.ItemId).ToList();
            Assert.NotEmpty(refused);
            Assert.Subset(tenant.Journalled(JournalItemState.NotRemoved), refused.ToHashSet());
            Assert.Equal(["BodiesDiffer", "GraphRedirectRefused"], tenant.JournalledReasons(JournalItemState.NotRemoved));
        }

        Assert.Equal(tenant.CopyIds, tenant.Journalled(JournalItemState.Removed));
        foreach (var folder in tenant.Tenant.Mailbox("anna").Archive.Folders)
        {
            (folder.RedirectHost, folder.RedirectMailbox, folder.ParentMailboxUrl) = (null, null, null);
        }

        await tenant.RemoveAsync(groups);
        Assert.Equal(tenant.CopyIds.Count + Copies, tenant.Journalled(JournalItemState.Removed).Count);
    }

    [Fact]
    public async Task An_export_that_names_somebody_else_is_refused_once_and_journalled_and_the_rest_goes_on()
    {
        await using var tenant = await ExpandedAsync(withOthers: true);
        var anna = tenant.Tenant.Mailbox("anna");
        var ben = await tenant.KnowAsync("ben@contoso.example");
        var main = anna.Archive.Folders.Where(folder => folder.AuxiliaryMailbox is null).ToList();
        var exports = 0;
        List<ArchiveDuplicateRemoval> results;
        using (tenant.Graph.Hooks.Before(IsMainExport, _ =>
        {
            exports++;
            main.ForEach(folder => (folder.AuxiliaryMailbox, folder.RedirectMailbox) = (Guid.NewGuid(), ben.ArchiveMailboxId));
        }))
        using (tenant.Graph.Hooks.After(IsMainExport, _ => main.ForEach(folder => (folder.AuxiliaryMailbox, folder.RedirectMailbox) = (null, null))))
        {
            results = await tenant.CleanUpAsync();
        }

        var stayed = results.Where(result => result.Status != RemovalStatus.Removed && result.ReasonId != RemovalReason.BodiesDiffer).ToList();
        Assert.NotEmpty(stayed);
        Assert.All(stayed, result => Assert.Equal((RemovalStatus.Skipped, RemovalReason.NotExported), (result.Status, result.ReasonId)));
        Assert.Subset(tenant.Journalled(JournalItemState.NotRemoved), stayed.Select(result => result.ItemId).ToHashSet());
        Assert.Contains("GraphRedirectRefused", tenant.JournalledReasons(JournalItemState.NotRemoved));
        Assert.Contains(results, result => result is { Status: RemovalStatus.Removed, Location: MailItemLocation.Archive });
        Assert.Equal(1, exports);
        Assert.DoesNotContain(tenant.Graph.Calls.All, call => call.MailboxId == ben.ArchiveMailboxId);

        bool IsMainExport(GraphCall call) => call.Route == GraphRoute.ExportItems && call.MailboxId == tenant.Graph.ArchiveIdOf(anna);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_id_that_nobody_vouched_for_does_not_know_is_neither_gone_nor_removed(bool isSomebodys)
    {
        await using var tenant = await ExpandedAsync(withOthers: true);
        var groups = await tenant.FindAsync();
        var named = isSomebodys ? (await tenant.KnowAsync("ben@contoso.example")).ArchiveMailboxId! : "MBX:aaaaaaaa-1111-2222-3333-444444444444@" + tenant.Tenant.Organization.TenantId;
        var before = tenant.Tenant.Mailbox("ben").Archive.Folders.Sum(folder => folder.Items.Count);
        foreach (var folder in tenant.Tenant.Mailbox("anna").Archive.Folders.Where(folder => folder.AuxiliaryMailbox is not null))
        {
            (folder.RedirectMailbox, folder.ParentMailboxUrl) = (named, "https://graph.microsoft.com/beta/admin/exchange/mailboxes/" + named);
        }

        tenant.Graph.Clear();
        var results = await tenant.RemoveAsync(groups);

        Assert.Contains(tenant.Graph.Calls.All, call => call.MailboxId == named);
        Assert.DoesNotContain(tenant.Graph.Deletes, call => call.MailboxId == named);
        var stayed = results.Where(result => result.Status != RemovalStatus.Removed && result.ReasonId != RemovalReason.BodiesDiffer).ToList();
        Assert.NotEmpty(stayed);
        Assert.All(stayed, result => Assert.Equal((RemovalStatus.Failed, RemovalReason.NotReadable), (result.Status, result.ReasonId)));
        Assert.All(stayed, result => Assert.Contains("auxiliary archive " + named, result.Reason, StringComparison.Ordinal));
        Assert.All(tenant.Tenant.Truth("anna"), message => Assert.True(message.InPrimary + message.InArchive >= 1));
        Assert.Equal(before, tenant.Tenant.Mailbox("ben").Archive.Folders.Sum(folder => folder.Items.Count));
    }

    [Fact]
    public async Task What_moves_on_just_before_its_deletion_is_read_where_it_lies_before_it_is_deleted_there()
    {
        await using var tenant = await ExpandedAsync();
        var archive = tenant.Tenant.Mailbox("anna").Archive;
        var auxiliary = archive.Folders.Select(folder => folder.AuxiliaryMailbox).First(one => one is not null);
        var moved = new HashSet<string>();
        using (tenant.Graph.Hooks.Before(call => call.Route == GraphRoute.DeleteItem && call.MailboxId == tenant.Graph.ArchiveIdOf(tenant.Tenant.Mailbox("anna")), call =>
        {
            lock (moved)
            {
                var folder = archive.Folders.Single(one => one.Id == call.FolderId);
                folder.AuxiliaryMailbox = auxiliary;
                _ = moved.Add(call.ItemId!);
            }
        }))
        {
            await tenant.CleanUpAsync(runs: 3);
        }

        Assert.NotEmpty(moved);
        Assert.Empty(Doubled(tenant));
        var calls = tenant.Graph.Calls.All.ToList();
        Assert.All(calls.Where(call => call.Route == GraphRoute.DeleteItem && call.Status == 204 && moved.Contains(call.ItemId!)), deletion =>
            Assert.Contains(calls.TakeWhile(call => call != deletion), call => call.Route == GraphRoute.Item && call.ItemId == deletion.ItemId && call.MailboxId == deletion.MailboxId && call.Status == 200));
    }

    private static Task<RemovalTenant> ExpandedAsync(bool withOthers = false) =>
        RemovalTenant.StartAsync(builder => builder.ExpandedPair("anna", Each).Mailbox("ben"), withOthers);

    private static void UntellHomes(RemovalTenant tenant)
    {
        foreach (var folder in tenant.Tenant.Mailbox("anna").Archive.Folders)
        {
            folder.ParentMailboxUrl = "";
        }
    }

    private static List<string> Doubled(RemovalTenant tenant) =>
        [.. tenant.Tenant.Truth("anna").Where(message => message.InPrimary + message.InArchive > 1).Select(message => message.ToString()!)];
}
