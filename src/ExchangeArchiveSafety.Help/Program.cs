using ExchangeArchiveSafety.Help;

if (args is not [var pages, var output])
{
    Console.Error.WriteLine("Usage: ExchangeArchiveSafety.Help <folder of pages> <folder for the help>");
    return 2;
}

var errors = HelpBuild.Run(pages, output);
foreach (var error in errors)
{
    Console.Error.WriteLine(error.Message);
}

return errors.Count == 0 ? 0 : 1;
