using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;

namespace ExchangeArchiveSafety.Lab.Tests.Graph;

public class FaultPresetTests
{
    [Fact]
    public async Task A_rough_server_is_as_rough_in_whatever_order_it_is_asked()
    {
        var (course, reversed, other) = (await CourseAsync(29, reverse: false), await CourseAsync(29, reverse: true), await CourseAsync(30, reverse: false));

        Assert.Equal(course.OrderBy(pair => pair.Key), reversed.OrderBy(pair => pair.Key));
        Assert.NotEqual(course.OrderBy(pair => pair.Key), other.OrderBy(pair => pair.Key));
        Assert.InRange(course.Values.Count(answer => answer == "429 1"), 5, 60);
        Assert.InRange(course.Values.Count(answer => answer == "503 1"), 2, 40);
        Assert.InRange(course.Values.Count(answer => answer == "cut"), 1, 30);
        Assert.InRange(course.Values.Count(answer => answer == "omitted"), 1, 30);
        Assert.InRange(course.Values.Count(answer => answer == "504 done"), 1, 30);
        Assert.DoesNotContain("504 not done", course.Values);
    }

    [Fact]
    public async Task A_moving_mailbox_moves_the_same_items_each_time_and_each_once()
    {
        var (once, again, other) = (await MovedAsync(29), await MovedAsync(29), await MovedAsync(31));

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
        Assert.Equal(once.Count, once.Distinct().Count());
        Assert.InRange(once.Count(one => one.StartsWith("ItemVanishes", StringComparison.Ordinal)), 4, 25);
        Assert.InRange(once.Count(one => one.StartsWith("ItemChanges", StringComparison.Ordinal)), 10, 45);
        foreach (var route in new[] { GraphRoute.Item, GraphRoute.ExportItems, GraphRoute.DeleteItem })
        {
            Assert.Contains(once, one => one.EndsWith(" " + route, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Scripts_can_ask_for_both()
    {
        await using var lab = await GraphLab.StartAsync();
        (await lab.Http.PostAsync("/lab/graph/faults/rough?seed=7", null)).EnsureSuccessStatusCode();
        Assert.Equal(5, lab.Server.Graph.Faults.All.Count);
        await lab.Http.DeleteAsync("/lab/graph/faults");
        (await lab.Http.PostAsync("/lab/graph/faults/moving", null)).EnsureSuccessStatusCode();
        Assert.Equal([0.05, 0.1], lab.Server.Graph.Faults.All.Select(fault => fault.ShareOfItems));
    }

    /// <summary>Each item is read, exported and deleted once; what came of each.</summary>
    private static async Task<Dictionary<string, string>> CourseAsync(ulong seed, bool reverse)
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.LargePair("anna", 150, folders: 2, surplus: 0));
        var items = lab.Anna.Archive.Items.Select(item => (Path: GraphLab.Item(lab.Archive, item), Id: item.ItemId, Item: item)).ToList();
        if (reverse)
        {
            items.Reverse();
        }

        lab.Server.Graph.Faults.AddRough(seed);
        var course = new Dictionary<string, string>();
        foreach (var (path, id, item) in items)
        {
            course["read " + id] = await OutcomeAsync(await lab.Http.GetAsync(path));
            course["export " + id] = await OutcomeAsync(await lab.Http.PostAsJsonAsync(lab.Archive + "/exportItems", new { itemIds = new[] { id } }));
            var deleted = await lab.Http.DeleteAsync(path + "?disposalType=softDelete");
            course["delete " + id] = deleted.StatusCode == HttpStatusCode.GatewayTimeout ? item.Folder.IsRecoverableItems ? "504 done" : "504 not done" : await OutcomeAsync(deleted);
        }

        return course;
    }

    private static async Task<string> OutcomeAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            return $"{(int)response.StatusCode} {response.Headers.RetryAfter}";
        }

        var text = await response.Content.ReadAsStringAsync();
        try
        {
            return text.Length == 0 ? "done" : JsonDocument.Parse(text).RootElement.TryGetProperty("value", out var value) && value.GetArrayLength() == 0 ? "omitted" : "whole";
        }
        catch (JsonException)
        {
            return "cut";
        }
    }

    private static async Task<List<string>> MovedAsync(ulong seed)
    {
        await using var lab = await GraphLab.StartAsync(builder => builder.LargePair("anna", 400, folders: 2, surplus: 0));
        var items = lab.Anna.Archive.Items.Select(item => (Path: GraphLab.Item(lab.Archive, item), Id: item.ItemId)).ToList();
        lab.Server.Graph.Faults.AddMoving(seed);
        foreach (var (path, id) in items)
        {
            for (var time = 0; time < 2; time++)
            {
                using var read = await lab.Http.GetAsync(path);
            }

            using var exported = await lab.Http.PostAsJsonAsync(lab.Archive + "/exportItems", new { itemIds = new[] { id } });
            using var deleted = await lab.Http.DeleteAsync(path + "?disposalType=softDelete");
        }

        return [.. lab.Server.Graph.Disturbances.Select(one => $"{one.Kind} {one.ItemId} {one.Route}")];
    }
}
