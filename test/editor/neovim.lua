-- Opens a report in Neovim without a window, makes a mistake, has it mended and looks around; prints JSON.
local main, site, report = vim.env.MAIN, vim.env.SITE, vim.env.REPORT
local seen = {}

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 20) then
    io.stderr:write('waited in vain for ' .. what .. '\n')
    vim.cmd('cquit 1')
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(report))
local buffer = vim.api.nvim_get_current_buf()
local settings = {
  name = 'incident_press',
  cmd = { vim.env.NODE, main, 'lsp' },
  root_dir = site,
}
local client_id
if vim.lsp.start then
  client_id = vim.lsp.start(settings, { bufnr = buffer })
else
  client_id = vim.lsp.start_client(settings)
  vim.lsp.buf_attach_client(buffer, client_id)
end

local function codes()
  return vim.tbl_map(function(each) return tostring(each.code or each.user_data.lsp.code) end, vim.diagnostic.get(buffer))
end

local function has(code)
  return function() return vim.tbl_contains(codes(), code) end
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000) or {}
  local answer = answers[client_id]
  return answer and answer.result
end

local text_document = { uri = vim.uri_from_bufnr(buffer) }
local version_line = vim.fn.search('^version: ', 'nw') - 1
local sound = vim.api.nvim_buf_get_lines(buffer, version_line, version_line + 1, true)[1]

wait_for('the server', function() return vim.lsp.get_client_by_id(client_id).initialized end)

vim.api.nvim_buf_set_lines(buffer, version_line, version_line + 1, true, { vim.env.MISTAKE })
wait_for('the mistake', has(vim.env.CODE))
local place = { line = version_line, character = 0 }
local actions = ask('textDocument/codeAction', {
  textDocument = text_document,
  range = { start = place, ['end'] = place },
  context = { diagnostics = {}, only = { 'quickfix' } },
})
seen.action = actions[1].title
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
seen.mended = vim.api.nvim_buf_get_lines(buffer, version_line, version_line + 1, true)[1] == sound
wait_for('the end of the mistake', function() return not has(vim.env.CODE)() end)

local hover = ask('textDocument/hover', { textDocument = text_document, position = { line = 1, character = 10 } })
seen.hover = hover.contents.value
local symbols = ask('textDocument/documentSymbol', { textDocument = text_document })
seen.symbols = vim.tbl_map(function(each) return each.name end, symbols)
local list = ask('textDocument/completion', {
  textDocument = text_document,
  position = { line = vim.fn.search('state: ', 'nw') - 1, character = 11 },
})
seen.completion = vim.tbl_map(function(each) return each.label end, list.items or list)

vim.lsp.stop_client(client_id)
wait_for('the end of the server', function() return vim.lsp.get_client_by_id(client_id) == nil end)
io.stdout:write(vim.fn.json_encode(seen))
vim.cmd('qall!')
