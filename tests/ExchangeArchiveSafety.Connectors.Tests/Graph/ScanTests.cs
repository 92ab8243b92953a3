using ExchangeArchiveSafety.Inventory;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using ExchangeArchiveSafety.Lab.Tenant;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

public class ScanTests
{
    [Fact]
    public async Task A_scan_gives_exactly_what_the_tenant_holds()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 3000));
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await tenant.ScanWholeAsync(connection, anna);
            var held = tenant.Anna.Primary.Items.Concat(tenant.Anna.Archive.Items).ToDictionary(item => item.ItemId);
            foreach (var item in Reading.Of([.. scan.InventoryFiles]).Items)
            {
                var truth = held[item.ItemId];
                Assert.Equal((truth.Content.Subject, truth.Size, truth.ReceivedUtc, "anna@contoso.example"), (item.Subject, item.Size, item.ReceivedUtc, item.Mailbox));
                Assert.NotNull(item.SentUtc);
                Assert.NotNull(item.HasAttachments);
                Assert.NotEqual("", item.Sender);
                Assert.NotEqual("", item.SearchKey);
            }
        }
    }

    [Theory]
    [InlineData(GraphFaultKind.Throttled429)]
    [InlineData(GraphFaultKind.Error500)]
    [InlineData(GraphFaultKind.Unavailable503)]
    [InlineData(GraphFaultKind.Timeout504)]
    [InlineData(GraphFaultKind.AppliesThen504)]
    [InlineData(GraphFaultKind.Dropped)]
    [InlineData(GraphFaultKind.AppliesThenDropped)]
    [InlineData(GraphFaultKind.CutBody)]
    [InlineData(GraphFaultKind.CutConnection)]
    [InlineData(GraphFaultKind.ShortPage)]
    [InlineData(GraphFaultKind.MalformedJson)]
    [InlineData(GraphFaultKind.TokensExpire)]
    public async Task A_fault_at_every_third_request_loses_nothing(GraphFaultKind kind)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            // Every request with a dead token after a third of them would be a server that takes no token at all.
            tenant.Graph.Faults.Add(kind, rate: kind == GraphFaultKind.TokensExpire ? 0.05 : 0.3);
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task All_faults_together_lose_nothing()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50, budgetSeconds: 6000));
        using (connection)
        {
            foreach (var kind in new[]
            {
                GraphFaultKind.Throttled429, GraphFaultKind.Error500, GraphFaultKind.Unavailable503, GraphFaultKind.Timeout504, GraphFaultKind.Dropped,
                GraphFaultKind.CutBody, GraphFaultKind.CutConnection, GraphFaultKind.ShortPage, GraphFaultKind.MalformedJson,
            })
            {
                tenant.Graph.Faults.Add(kind, rate: 0.05);
            }

            tenant.Graph.Faults.Add(GraphFaultKind.TokensExpire, rate: 0.01);
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nested_hidden_search_and_recoverable_folders_are_all_found(bool descendantsInTopList)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 500));
        tenant.Graph.Options.TopListHoldsDescendants = descendantsInTopList;
        tenant.Graph.Options.ListsRecoverableItems = true;
        tenant.Graph.Options.ShortPropertyIds = true;
        tenant.Anna.Primary.FindFolder("/Inbox/Projects/2003")!.IsHidden = true;
        tenant.Anna.Primary.AddSearchFolder("Unread", "/Inbox");
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await tenant.ScanWholeAsync(connection, anna);
            Assert.All(GraphTenant.Rows(scan), row => Assert.NotEqual("", row.GetProperty("subject").GetString()));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Requests_are_folders_and_pages_and_a_few(int pageSize)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 10_000));
        tenant.Graph.Options.TopListHoldsDescendants = true;
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: pageSize));
        using (connection)
        {
            tenant.Graph.Calls.Clear();
            var scan = await tenant.ScanWholeAsync(connection, anna);

            var pages = (int)Math.Ceiling((double)scan.Items / pageSize);
            Assert.InRange(tenant.Graph.Calls.Count, pages, scan.Folders + pages + 6);
        }
    }

    [Fact]
    public async Task Items_that_vanish_under_the_pages_hide_no_others()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 4));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            tenant.Graph.Faults.Add(GraphFaultKind.ItemVanishes, GraphRoute.Items, times: 2, skip: 10);
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task An_item_that_two_pages_show_is_counted_once()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 4));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            // The third page is answered, then an item of the first one goes, then the second page is: it ends with what the third began with.
            var inbox = tenant.Anna.Primary.FindFolder("/Inbox")!;
            using var third = new ManualResetEventSlim();
            var vanished = 0;
            bool Page(GraphCall call, int skip) => call.FolderId == inbox.Id && call.Query.Contains($"skip={skip}", StringComparison.Ordinal);
            using (tenant.Graph.Hooks.After(call => Page(call, 100), _ => third.Set()))
            using (tenant.Graph.Hooks.Before(call => Page(call, 50), _ =>
            {
                Assert.True(third.Wait(TimeSpan.FromMinutes(5)));
                if (vanished++ == 0)
                {
                    tenant.Server.Tenant.SoftDelete(inbox.Items[0]);
                }
            }))
            {
                await tenant.ScanWholeAsync(connection, anna);
                Assert.Equal(2, vanished);
            }
        }
    }

    [Fact]
    public async Task A_folder_that_never_holds_still_is_told_and_read_again_the_next_time()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 4));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            var folder = tenant.Anna.Primary.FindFolder("/Inbox")!;
            tenant.Graph.Faults.Add(new GraphFault(GraphFaultKind.ItemVanishes) { Route = GraphRoute.Items, FolderId = folder.Id, Times = 25 });
            var scan = await connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
            Assert.Contains("/Inbox", Assert.Single(scan.Incomplete), StringComparison.Ordinal);

            tenant.Graph.Faults.Clear();
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_told()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 4));
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            var folder = tenant.Anna.Primary.FindFolder("/Folder 2")!;
            using (tenant.Graph.Hooks.Before(call => call.Route == GraphRoute.Items && call.FolderId == folder.Id, _ => tenant.Anna.Primary.RemoveFolder(folder)))
            {
                var scan = await connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
                Assert.Contains("/Folder 2", Assert.Single(scan.Incomplete), StringComparison.Ordinal);
            }

            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task A_server_with_small_pages_is_read_whole()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 1000, folders: 4));
        tenant.Graph.Options.MaximumPageSize = 30;
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            await tenant.ScanWholeAsync(connection, anna);
        }
    }

    [Fact]
    public async Task A_mailbox_without_an_archive_is_one_half()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.Mailbox("otto", mailbox => mailbox.ArchiveGuid = Guid.Empty));
        using var connection = await tenant.ConnectAsync();
        var otto = await connection.ResolveAsync("otto@contoso.example", CancellationToken.None);
        Assert.Null(otto.ArchiveMailboxId);
        Assert.Empty((await connection.ScanAsync(otto, tenant.WorkFolder, null, CancellationToken.None)).Incomplete);
        var error = await Assert.ThrowsAsync<GraphException>(() => connection.FoldersAsync(otto, MailItemLocation.Archive, CancellationToken.None));
        Assert.Equal("GraphNoArchive", error.ErrorId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_count_of_subfolders_that_no_list_shows_makes_only_that_folder_incomplete(bool inArchive)
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 500));
        (inArchive ? tenant.Anna.Archive : tenant.Anna.Primary).FindFolder("/Inbox/Projects")!.UnlistedChildren = 1;
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await tenant.ScanWholeAsync(connection, anna);
            var folder = Assert.Single(scan.IncompleteFolders);
            Assert.Equal((inArchive ? MailItemLocation.Archive : MailItemLocation.Primary, "/Inbox/Projects"), (folder.Location, folder.Path));
            Assert.Contains("/Inbox/Projects: the server says that there are", folder.Sentence, StringComparison.Ordinal);
            Assert.Empty(scan.IncompleteWithout(["Inbox/Projects"]));
            Assert.Single(scan.IncompleteWithout(["Inbox/Projects/2003"]));

            var folders = await connection.FoldersAsync(anna, folder.Location, CancellationToken.None);
            Assert.Contains(folders, one => one.Path == "/Inbox/Projects");
        }
    }

    [Fact]
    public async Task A_count_of_top_folders_that_no_list_shows_is_told_and_the_rest_is_read()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 500));
        tenant.Anna.Primary.Root.UnlistedChildren = 1;
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await tenant.ScanWholeAsync(connection, anna);
            Assert.Contains("top folders and lists", Assert.Single(scan.Warnings), StringComparison.Ordinal);
            Assert.Empty(scan.IncompleteFolders);
        }
    }

    [Fact]
    public async Task Rows_tell_what_their_folders_are()
    {
        await using var tenant = await GraphTenant.StartAsync(builder => builder.LargePair("anna", 500));
        var (primary, archive) = (tenant.Anna.Primary, tenant.Anna.Archive);
        foreach (var store in new[] { primary, archive })
        {
            store.FindFolder("/Inbox")!.DisplayName = "Sarrera-ontzia";
        }

        // A person's own folder; the Inbox of the archive is told by that of the primary, this one by its name in the primary too.
        primary.Folder("/Bandeja de entrada", tenant.Server.Tenant.Now);
        archive.Folder("/Bandeja de entrada", tenant.Server.Tenant.Now);
        archive.Folder("/Posteingang", tenant.Server.Tenant.Now);
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
            string? Told(MailItemLocation location, string path) => scan.FolderList.Single(folder => folder.Location == location && folder.Path == path).WellKnownFolder;

            Assert.Equal("inbox", Told(MailItemLocation.Primary, "/Sarrera-ontzia"));
            Assert.Equal("inbox", Told(MailItemLocation.Archive, "/Sarrera-ontzia"));
            Assert.Equal("inbox/Projects", Told(MailItemLocation.Archive, "/Sarrera-ontzia/Projects"));
            Assert.Equal("", Told(MailItemLocation.Primary, "/Bandeja de entrada"));
            Assert.Equal("none", Told(MailItemLocation.Archive, "/Bandeja de entrada"));
            Assert.Equal("", Told(MailItemLocation.Archive, "/Posteingang"));
            foreach (var row in GraphTenant.Rows(scan))
            {
                var location = Enum.Parse<MailItemLocation>(row.GetProperty("location").GetString()!);
                Assert.Equal(Told(location, row.GetProperty("folderPath").GetString()!), row.GetProperty("wellKnownFolder").GetString());
            }

            // What an older version left in a checkpoint says nothing of that, and is read again.
            var index = Path.Combine(tenant.WorkFolder, "primary.index");
            File.WriteAllText(index, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(index), ",\"wellKnownFolder\":\"[^\"]*\"", ""));
            var calls = tenant.Graph.Calls.Of(GraphRoute.Items).Count;
            _ = await connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
            Assert.True(tenant.Graph.Calls.Of(GraphRoute.Items).Count > calls);
        }
    }
}
