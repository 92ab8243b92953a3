using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Graph;
using Xunit;

namespace ExchangeArchiveSafety.Graph;

/// <summary>Search folders that look like any other folder list items of others under their own ids.</summary>
public class SearchFolderTests
{
    [Fact]
    public async Task Folders_that_only_show_items_of_others_are_left_out_and_nothing_is_lost()
    {
        await using var tenant = await TenantAsync();
        AddSearchFolder(tenant, "The first", 30);
        AddSearchFolder(tenant, "The very first", 7);
        AddSearchFolder(tenant, "None", 0);
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            var scan = await tenant.ScanWholeAsync(connection, anna);
            Assert.Equal(2, scan.Notes.Count);
            Assert.Contains("/The first", scan.Notes[0], StringComparison.Ordinal);
            Assert.Contains("/The very first", scan.Notes[1], StringComparison.Ordinal);
            Assert.Empty(scan.Remedies);

            // Of what was kept nothing is read again; what was left out has to be looked at.
            tenant.Graph.Calls.Clear();
            scan = await tenant.ScanWholeAsync(connection, anna);
            Assert.Equal(2, scan.Notes.Count);
            Assert.All(tenant.Graph.Calls.Of(GraphRoute.Items), call => Assert.Contains(tenant.Anna.Primary.SearchFolders, folder => folder.Id == call.FolderId));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(50)]
    public async Task Going_on_after_an_interruption_leaves_them_out_too(int requests)
    {
        await using var tenant = await TenantAsync();
        AddSearchFolder(tenant, "The first", 30);
        var (connection, anna) = await tenant.AnnaAsync(tenant.Settings(pageSize: 50));
        using (connection)
        {
            using var stop = new CancellationTokenSource();
            using (tenant.Graph.Hooks.Before(call => call.Sequence == requests, _ => stop.Cancel()))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ScanAsync(anna, tenant.WorkFolder, null, stop.Token));
            }

            await tenant.Graph.QuietAsync();
            Assert.Single((await tenant.ScanWholeAsync(connection, anna)).Notes);
        }
    }

    [Fact]
    public async Task A_folder_that_only_the_mailbox_itself_can_have_is_no_search_folder()
    {
        await using var tenant = await TenantAsync();
        tenant.Anna.Primary.AddSearchFolder("All of it", "/Inbox");
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            Assert.Contains("/All of it", Assert.Single((await tenant.ScanWholeAsync(connection, anna)).Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_it_cannot_be_told_which_is_the_search_folder_both_are_named_with_what_to_do()
    {
        await using var tenant = await TenantAsync();
        var search = tenant.Anna.Primary.AddSearchFolder("All of it", "/Folder 2");
        var (connection, anna) = await tenant.AnnaAsync();
        using (connection)
        {
            var scan = await connection.ScanAsync(anna, tenant.WorkFolder, null, CancellationToken.None);
            var sentence = Assert.Single(scan.Incomplete);
            Assert.Contains("/All of it and /Folder 2 list the same items", sentence, StringComparison.Ordinal);
            Assert.Contains("is a search folder, delete it", Assert.Single(scan.Remedies), StringComparison.Ordinal);

            tenant.Anna.Primary.RemoveFolder(search);
            Assert.Empty((await tenant.ScanWholeAsync(connection, anna)).Notes);
        }
    }

    [Fact]
    public void What_a_folder_lists_tells_whether_it_is_a_view()
    {
        // A view of two folders, and a second view of what it shows.
        Assert.Equal(["v", "w"], Views("a:1,2,3", "b:4,5", "v:2,4", "w:2,4"));

        // One folder of everything, or two views of it? The same with equal lists. One folder that is certain tells.
        Assert.Empty(Views("a:1,2", "b:3", "v:1,2,3"));
        Assert.Empty(Views("a:1,2", "v:1,2"));
        Assert.Equal(["v"], Views("a!:1,2", "b:3", "v:1,2,3"));
        Assert.Equal(["v", "w"], Views("a!:1,2", "b:3", "v:1,2,3", "w:1,2,3"));
        Assert.Equal(["v", "w"], Views("a!:1,2,3", "v:1", "w:2,3"));

        // What a view leaves tells of the next one.
        Assert.Equal(["v", "w"], Views("a!:1", "b:2,3", "v:1,2,3", "w:2"));

        // An item moved from one to the other is no view, nor is what lists an item that no certain folder and nobody else lists.
        Assert.Empty(Views("a:1,2,3", "b:3,4"));
        Assert.Empty(Views("a!:1,2", "b!:2"));
        Assert.Empty(Views("a:1,2", "v:2,9", "w:2,9"));

        // What is not known whole may hold more than it listed.
        Assert.Empty(Views("a:1,2,3", "v?:2,3"));
    }

    [Fact]
    public void Folders_that_contradict_each_other_are_told_apart_from_views()
    {
        Assert.Equal(["a b True"], Contradictions("a:1,2", "b:1,2"));
        Assert.Equal(["a b False"], Contradictions("a:1,2", "b:2,3"));
        Assert.Equal(["a v True", "b v True"], Contradictions("a:1,2", "b:3", "v:1,2,3"));
        Assert.Equal(["a! b! False"], Contradictions("a!:1,2", "b!:2"));
        Assert.Equal(["a v? False"], Contradictions("a:1,2,3", "v?:2,3"));
        Assert.Empty(Contradictions("a:1,2,3", "v:2,3"));
        Assert.Empty(Contradictions("a:1", "b:2"));
    }

    private static Task<GraphTenant> TenantAsync() => GraphTenant.StartAsync(builder => builder.LargePair("anna", 2000, folders: 8)).ContinueWith(
        started =>
        {
            started.Result.Graph.Options.SearchFoldersLookOrdinary = true;
            return started.Result;
        },
        TaskScheduler.Default);

    private static void AddSearchFolder(GraphTenant tenant, string title, int items)
    {
        var shown = tenant.Anna.Primary.FindFolder("/Inbox")!.Items.Take(items).ToHashSet();
        Assert.Equal(items, shown.Count);
        tenant.Anna.Primary.AddSearchFolder(title, "/Inbox", shown.Contains);
    }

    private static IEnumerable<string> Views(params string[] folders) => Overlaps(folders).Judge().Views.Keys.Select(folder => folder.Folder.Path).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Contradictions(params string[] folders) =>
        Overlaps(folders).Judge().Contradictions.Select(pair => $"{pair.One.Folder.Path} {pair.Other.Folder.Path} {pair.MayBeView}").Order(StringComparer.Ordinal);

    /// <summary>Each folder as its name, a question mark where its list is not known to be whole, an exclamation mark where it is no search folder for certain, and the numbers of its items.</summary>
    private static FolderOverlaps Overlaps(string[] folders)
    {
        var overlaps = new FolderOverlaps();
        foreach (var folder in folders)
        {
            var (name, items) = (folder.Split(':')[0], folder.Split(':')[1]);
            overlaps.Add(new(new() { Id = name, Path = name }, "MBX:1@t", null, isOrdinary: name.EndsWith('!')), [.. items.Split(',').Select(ulong.Parse)], isWhole: !name.EndsWith('?'));
        }

        return overlaps;
    }
}
