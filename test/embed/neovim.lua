-- Opens a message in Neovim, asks its own LSP client for diagnostics, a hover and a code action, and prints JSON.
local answers = {}

local function wait(what, condition)
  if not vim.wait(10000, condition, 20) then error(what .. ': not within ten seconds') end
end

local function rules()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    found[#found + 1] = string.format('%s %d:%d', diagnostic.code or
      vim.tbl_get(diagnostic, 'user_data', 'lsp', 'code') or '', diagnostic.lnum, diagnostic.col)
  end
  return found
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('MESSAGE')))
  answers.filetype = vim.bo.filetype
  wait('diagnostics', function() return #rules() > 0 end)
  answers.before = rules()

  vim.api.nvim_win_set_cursor(0, { 2, 8 })
  vim.lsp.buf.hover()
  wait('hover', floating)
  local buffer = vim.api.nvim_win_get_buf(floating())
  answers.hover = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  vim.api.nvim_win_close(floating(), true)

  -- The menu, answered by its first entry about the weekday.
  answers.actions = {}
  vim.ui.select = function(items, options, choose)
    local chosen
    for index, item in ipairs(items) do
      local title = options.format_item(item)
      answers.actions[index] = title
      chosen = chosen or (title:find('Fri') and index)
    end
    choose(items[chosen], chosen)
  end
  vim.lsp.buf.code_action()
  wait('code action', function() return vim.fn.getline(2):find('Fri') end)
  answers.line = vim.fn.getline(2)
  wait('diagnostics after the fix', function() return #rules() < #answers.before end)
  answers.after = rules()
end

local ok, problem = pcall(main)
if not ok then answers.problem = tostring(problem) end
local out = io.open(os.getenv('ANSWERS'), 'w')
out:write(vim.fn.json_encode(answers))
out:close()
vim.cmd('qall!')
